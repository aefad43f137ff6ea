# role: client
# talk: pha
# python: 3.8
# scenarios: good selfsigned
# verifying: same
import http.client
import os

conn = http.client.HTTPSConnection(
    os.environ["HOST"], int(os.environ["PORT"]), key_file=os.environ["KEY"], cert_file=os.environ["CERT"]
)
conn.request("GET", "/")
response = conn.getresponse()
print("got %d %s" % (response.status, response.read().decode().strip()))
