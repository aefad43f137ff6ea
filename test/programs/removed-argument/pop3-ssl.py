# role: client
# talk: pop3s
# python: 3.6
import os
import poplib

box = poplib.POP3_SSL(os.environ["HOST"], int(os.environ["PORT"]), certfile=os.environ["COMBINED"], timeout=5)
print("got " + box.noop().decode())
