# role: client
# talk: smtps
# python: 3.6
# unsafe-only: it turns verification on
import os
import smtplib


class Mailer(smtplib.SMTP_SSL):
    def __init__(self, host, port):
        super().__init__(host, port)
        self.sent = 0


print("got " + Mailer(os.environ["HOST"], int(os.environ["PORT"])).docmd("HELP")[1].decode())
