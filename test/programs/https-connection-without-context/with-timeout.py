# role: client
# talk: https
import http.client
import os


class Api(object):
    def __init__(self, host, port):
        self.conn = http.client.HTTPSConnection(
            host,
            port=port,
            timeout=5,  # seconds
        )

    def get(self, path):
        self.conn.request("GET", path)
        return self.conn.getresponse().read().decode().strip()


print("got " + Api(os.environ["HOST"], int(os.environ["PORT"])).get("/"))
