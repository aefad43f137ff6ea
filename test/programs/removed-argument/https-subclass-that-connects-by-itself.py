# role: client
# talk: https
# python: 3.6
# verifying: same
import http.client
import os
import socket
import ssl


class Connection(http.client.HTTPSConnection):
    def __init__(self, host, port, key, cert):
        http.client.HTTPSConnection.__init__(self, host, port, key, cert)

    def connect(self):
        context = ssl.create_default_context()
        context.load_cert_chain(self.cert_file, self.key_file)
        sock = socket.create_connection((self.host, self.port))
        self.sock = context.wrap_socket(sock, server_hostname=self.host)


conn = Connection(os.environ["HOST"], int(os.environ["PORT"]), os.environ["KEY"], os.environ["CERT"])
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
