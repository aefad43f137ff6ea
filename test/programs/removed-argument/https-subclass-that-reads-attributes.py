# role: client
# talk: https
# python: 3.6
# verifying: same
import http.client
import os
import socket
import ssl


class Connection(http.client.HTTPSConnection):
    def connect(self):
        context = ssl.create_default_context()
        if self.cert_file:
            context.load_cert_chain(certfile=self.cert_file, keyfile=self.key_file)
        sock = socket.create_connection((self.host, self.port), 5)
        self.sock = context.wrap_socket(sock, server_hostname=self.host)


conn = Connection(os.environ["HOST"], int(os.environ["PORT"]))
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
