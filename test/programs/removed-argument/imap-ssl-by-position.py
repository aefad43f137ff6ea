# role: client
# talk: imaps
# python: 3.6
import imaplib
import os

mail = imaplib.IMAP4_SSL(os.environ["HOST"], int(os.environ["PORT"]), os.environ["KEY"], os.environ["CERT"])
print("got " + mail.login("user", "word")[1][0].decode())
