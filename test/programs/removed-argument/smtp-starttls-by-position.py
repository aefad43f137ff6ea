# role: client
# talk: smtp
# python: 3.6
import os
import smtplib

server = smtplib.SMTP(os.environ["HOST"], int(os.environ["PORT"]))
server.starttls(os.environ["KEY"], os.environ["CERT"])
server.ehlo()
print("got " + server.docmd("HELP")[1].decode())
