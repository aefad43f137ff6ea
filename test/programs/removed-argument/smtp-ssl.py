# role: client
# talk: smtps
# python: 3.6
import os
import smtplib

server = smtplib.SMTP_SSL(
    os.environ["HOST"], int(os.environ["PORT"]), keyfile=os.environ["KEY"], certfile=os.environ["CERT"]
)
print("got " + server.docmd("HELP")[1].decode())
