# role: client
# talk: pop3s
# python: 3.6
# unsafe-only: it turns verification on
import os
import poplib

box = poplib.POP3_SSL(os.environ["HOST"], int(os.environ["PORT"]))
print("got " + box.noop().decode())
