# role: client
# talk: https
# python: 3.6
# verifying: same
import http.client
import os
import ssl

context = ssl.create_default_context()
conn = http.client.HTTPSConnection(
    os.environ["HOST"], int(os.environ["PORT"]), cert_file=os.environ["COMBINED"], context=context
)
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
