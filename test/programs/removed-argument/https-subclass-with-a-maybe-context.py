# role: client
# talk: https
# python: 3.6
# verifying: same
import http.client
import os


class Connection(http.client.HTTPSConnection):
    def __init__(self, host, port=None, key_file=None, cert_file=None, context=None):
        super().__init__(host, port, key_file=key_file, cert_file=cert_file, context=context)


conn = Connection(os.environ["HOST"], int(os.environ["PORT"]), os.environ["KEY"], os.environ["CERT"])
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
