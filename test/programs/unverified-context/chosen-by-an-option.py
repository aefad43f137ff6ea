# role: client
# talk: https
# python: 3.6
# left: the program itself chooses
import http.client
import os
import ssl

insecure = os.environ.get("INSECURE", "yes") == "yes"
context = ssl._create_unverified_context() if insecure else None
conn = http.client.HTTPSConnection(os.environ["HOST"], int(os.environ["PORT"]), context=context)
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
