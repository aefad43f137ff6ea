# role: client
# talk: https
# The base class of the file connects, and a tunnel may stand between: the name is that of its other end.
import os
import socket
import ssl

try:
    import http.client as httplib
except ImportError:
    import httplib


class Connection(httplib.HTTPConnection):
    def _new_connection(self):
        return socket.create_connection((self.host, self.port), self.timeout)


class SecureConnection(Connection):
    default_port = 443

    def connect(self):
        conn = self._new_connection()
        if self._tunnel_host:
            self.sock = conn
            self._tunnel()
        self.sock = ssl.wrap_socket(conn)


connection = SecureConnection(os.environ["HOST"], int(os.environ["PORT"]), timeout=10)
connection.request("GET", "/")
print("got " + connection.getresponse().read().decode().strip())
