# role: client
# talk: imaps
# python: 3.6
# unsafe-only: it turns verification on
import imaplib
import os

mail = imaplib.IMAP4_SSL(os.environ["HOST"], int(os.environ["PORT"]))
print("got " + mail.login("user", "word")[1][0].decode())
