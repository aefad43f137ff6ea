# role: client
# talk: alpn
# python: 3.10
# verifying: same
import http.client
import os

conn = http.client.HTTPSConnection(
    os.environ["HOST"], int(os.environ["PORT"]), key_file=os.environ["KEY"], cert_file=os.environ["CERT"], timeout=5
)
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
