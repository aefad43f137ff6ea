# role: client
# talk: https
# untouched: it has a context
import http.client
import os
import ssl

context = ssl.create_default_context(cafile=os.environ["CA"])
conn = http.client.HTTPSConnection(os.environ["HOST"], int(os.environ["PORT"]), context=context)
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
