# role: client
# talk: smtp
# python: 3.6
# left: the host has its port in it
import os
import smtplib

server = smtplib.SMTP("localhost:" + os.environ["PORT"])
server.starttls()
print("got " + server.docmd("HELP")[1].decode())
