# role: client
# talk: smtps
# python: 3.6
# untouched: it has a context
import os
import smtplib
import ssl

context = ssl.create_default_context()
server = smtplib.SMTP_SSL(os.environ["HOST"], int(os.environ["PORT"]), context=context)
print("got " + server.docmd("HELP")[1].decode())
