# role: client
# talk: smtps
# python: 3.6
import os
import smtplib

server = smtplib.SMTP_SSL(
    os.environ["HOST"], int(os.environ["PORT"]), "localhost", os.environ["KEY"], os.environ["CERT"], 5, ("127.0.0.1", 0)
)
print("got " + server.docmd("HELP")[1].decode())
