# role: client
# talk: imap
# python: 3.6
# unsafe-only: it turns verification on
import imaplib
import os

mail = imaplib.IMAP4(os.environ["HOST"], int(os.environ["PORT"]))
mail.starttls()
print("got " + mail.login("user", "word")[1][0].decode())
