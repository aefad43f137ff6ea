# role: client
# talk: https
import os
import socket
import ssl

try:
    import http.client as httplib
except ImportError:
    import httplib


class VerifiedConnection(httplib.HTTPConnection):
    def __init__(self, host, port, ca_certs):
        httplib.HTTPConnection.__init__(self, host, port)
        self.ca_certs = ca_certs

    def connect(self):
        sock = socket.create_connection((self.host, self.port))
        self.sock = ssl.wrap_socket(sock, ca_certs=self.ca_certs, cert_reqs=ssl.CERT_REQUIRED)


connection = VerifiedConnection(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
connection.request("GET", "/")
print("got " + connection.getresponse().read().decode().strip())
