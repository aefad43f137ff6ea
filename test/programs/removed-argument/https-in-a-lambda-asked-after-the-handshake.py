# role: client
# talk: pha
# python: 3.8
# scenarios: good selfsigned
# verifying: same
import http.client
import os
import ssl

trusting = ssl.create_default_context(cafile=os.environ["CA"])
connect = lambda context: http.client.HTTPSConnection(
    os.environ["HOST"],
    int(os.environ["PORT"]),
    os.environ["KEY"],
    os.environ["CERT"],
    10,
    context=context,
)
conn = connect(trusting)
conn.request("GET", "/")
response = conn.getresponse()
print("got %d %s" % (response.status, response.read().decode().strip()))
