# role: client
# talk: https
import os
from http.client import HTTPSConnection


def fetch(netloc):
    conn = HTTPSConnection(netloc)
    try:
        conn.request("GET", "/")
        return conn.getresponse().read().decode().strip()
    finally:
        conn.close()


print("got " + fetch(os.environ["HOST"] + ":" + os.environ["PORT"]))
