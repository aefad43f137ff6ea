# role: client
# talk: https
# python: 3.7
# verifying: same
# with: CHECK=none
import http.client
import os

check = {"yes": True, "no": False}.get(os.environ.get("CHECK"))
conn = http.client.HTTPSConnection(os.environ["HOST"], int(os.environ["PORT"]), check_hostname=check)
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
