# role: client
# talk: https
# python: 3.6
# unsafe-only: it turns verification on
import http.client
import os
import ssl

context = ssl._create_unverified_context(ssl.PROTOCOL_TLS, certfile=os.environ["CERT"], keyfile=os.environ["KEY"])
conn = http.client.HTTPSConnection(os.environ["HOST"], int(os.environ["PORT"]), context=context)
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
