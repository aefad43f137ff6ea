# role: client
# talk: smtp
# python: 3.6
# unsafe-only: it turns verification on
import os
import smtplib


class Mailer:
    server = None

    def connect(self, host, port):
        self.server = smtplib.SMTP(host, port)
        self.server.ehlo()

    def secure(self):
        self.server.starttls()

    def help(self):
        return self.server.docmd("HELP")[1].decode()


mailer = Mailer()
mailer.connect(os.environ["HOST"], int(os.environ["PORT"]))
mailer.secure()
print("got " + mailer.help())
