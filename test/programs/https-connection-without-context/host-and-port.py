# role: client
# talk: https
import http.client
import os

conn = http.client.HTTPSConnection(os.environ["HOST"], int(os.environ["PORT"]))
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
