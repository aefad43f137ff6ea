# role: client
# talk: https
# python: 3.6
# broken: no OpenSSL has NPN any more
# preserving: accepts good
# verifying: accepts good
import http.client
import os
import ssl

context = ssl.create_default_context()
context.set_npn_protocols(["http/1.1"])
conn = http.client.HTTPSConnection(os.environ["HOST"], int(os.environ["PORT"]), context=context)
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
