# role: client
# talk: pop3
# python: 3.6
# unsafe-only: it turns verification on
import os
import poplib

box = poplib.POP3(os.environ["HOST"], int(os.environ["PORT"]))
box.stls()
print("got " + box.noop().decode())
