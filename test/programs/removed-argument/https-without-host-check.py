# role: client
# talk: https
# python: 3.7
# verifying: same
import http.client
import os

conn = http.client.HTTPSConnection(os.environ["HOST"], int(os.environ["PORT"]), check_hostname=False)
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
