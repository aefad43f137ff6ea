# role: client
# talk: pop3s
# python: 3.6
import os
import poplib

mail = poplib.POP3_SSL(os.environ["HOST"], int(os.environ["PORT"]), os.environ["KEY"], os.environ["CERT"], 5)
print("got " + mail.noop().decode())
