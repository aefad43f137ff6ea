# role: client
# talk: https
import os
import socket
import ssl

try:
    import http.client as httplib
except ImportError:
    import httplib


class OldConnection(httplib.HTTPSConnection):
    def connect(self):
        sock = socket.create_connection((self.host, self.port), self.timeout)
        if getattr(self, "_tunnel_host", None):
            self.sock = sock
            self._tunnel()
        self.sock = ssl.wrap_socket(sock, ssl_version=ssl.PROTOCOL_SSLv23)


connection = OldConnection(os.environ["HOST"], int(os.environ["PORT"]), timeout=5)
connection.request("GET", "/")
print("got " + connection.getresponse().read().decode().strip())
