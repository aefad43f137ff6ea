# role: client
# talk: imaps
# python: 3.6
import imaplib
import os

hosts = [os.environ["HOST"]]
port = int(os.environ["PORT"])
[mail] = [imaplib.IMAP4_SSL(host, port, os.environ["KEY"], os.environ["CERT"]) for host in hosts]
print("got " + mail.login("user", "word")[1][0].decode())
