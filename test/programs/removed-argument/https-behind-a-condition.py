# role: client
# talk: https
# python: 3.6
# verifying: same
import http.client
import os


def connect(host, port, secure, key, cert):
    return (
        http.client.HTTPSConnection(host, port, key_file=key, cert_file=cert)
        if secure
        else http.client.HTTPConnection(host, port)
    )


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), True, os.environ["KEY"], os.environ["CERT"])
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
