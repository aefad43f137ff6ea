# role: client
# talk: smtps
# python: 3.6
# unsafe-only: it turns verification on
import os
import smtplib

server = smtplib.SMTP_SSL(os.environ["HOST"], int(os.environ["PORT"]))
print("got " + server.docmd("HELP")[1].decode())
