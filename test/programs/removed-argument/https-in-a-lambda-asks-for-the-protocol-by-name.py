# role: client
# talk: alpn
# python: 3.10
# verifying: same
import http.client
import os

connect = lambda cert, key: http.client.HTTPSConnection(
    os.environ["HOST"], int(os.environ["PORT"]), key_file=key, cert_file=cert, timeout=5
)
conn = connect(os.environ["CERT"], os.environ["KEY"])
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
