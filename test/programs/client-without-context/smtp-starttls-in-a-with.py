# role: client
# talk: smtp
# python: 3.6
# unsafe-only: it turns verification on
import os
import smtplib


def send(host, port):
    with smtplib.SMTP(host, port) as server:
        server.starttls()
        server.ehlo()
        return server.docmd("HELP")[1].decode()


print("got " + send(os.environ["HOST"], int(os.environ["PORT"])))
