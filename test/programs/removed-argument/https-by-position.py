# role: client
# talk: https
# python: 3.6
# verifying: same
import http.client
import os


def connect(host, port, key=None, cert=None):
    return http.client.HTTPSConnection(host, port, key, cert, 5)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ.get("MY_KEY"), os.environ.get("MY_CERT"))
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
