# role: client
# talk: https
import http.client
import os


def fetch(proxy, target):
    conn = http.client.HTTPSConnection(*proxy)
    conn.set_tunnel(*target)
    conn.request("GET", "/")
    return conn.getresponse().read().decode().strip()


proxy = ("127.0.0.1", int(os.environ["PROXY_PORT"]))
try:
    print("got " + fetch(proxy, (os.environ["HOST"], int(os.environ["PORT"]))))
except (OSError, http.client.HTTPException) as error:
    print("failed: %s: %s" % (type(error).__name__, error))
