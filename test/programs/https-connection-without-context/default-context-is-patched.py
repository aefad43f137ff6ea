# role: client
# talk: https
# unsafe-only: the file switches the verification of its default context off
import http.client
import os
import ssl

ssl._create_default_https_context = ssl._create_unverified_context

conn = http.client.HTTPSConnection(os.environ["HOST"], int(os.environ["PORT"]))
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
