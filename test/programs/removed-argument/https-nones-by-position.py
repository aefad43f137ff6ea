# role: client
# talk: https
# python: 3.6
# verifying: same
import http.client
import os

conn = http.client.HTTPSConnection(os.environ["HOST"], int(os.environ["PORT"]), None, None, 5)
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
