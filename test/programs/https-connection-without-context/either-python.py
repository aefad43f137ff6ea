# role: client
# talk: https
import os

try:
    import httplib
except ImportError:
    import http.client as httplib

conn = httplib.HTTPSConnection(os.environ["HOST"], int(os.environ["PORT"]))
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
