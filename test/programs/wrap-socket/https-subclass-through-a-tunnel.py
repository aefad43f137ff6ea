# role: client
# talk: https
# The socket is that of the proxy; the certificate is that of the host behind it.
import os
import socket
import ssl

try:
    import http.client as httplib
except ImportError:
    import httplib


class TunnelledConnection(httplib.HTTPSConnection):
    def connect(self):
        sock = socket.create_connection((self.host, self.port))
        if self._tunnel_host:
            self.sock = sock
            self._tunnel()
        self.sock = ssl.wrap_socket(sock)


connection = TunnelledConnection("127.0.0.1", int(os.environ["PROXY_PORT"]))
connection.set_tunnel(os.environ["HOST"], int(os.environ["PORT"]))
connection.request("GET", "/")
print("got " + connection.getresponse().read().decode().strip())
