# role: client
# talk: smtp
# python: 3.7
# left: SMTP() knows no host
# broken: 3.7 and later refuse the empty host
import os
import smtplib

server = smtplib.SMTP()
server.connect(os.environ["HOST"], int(os.environ["PORT"]))
server.starttls()
print("got " + server.docmd("HELP")[1].decode())
