# role: client
# talk: https
# python: 3.6
# verifying: same
# unsafe-only: the options may hold a context too
import http.client
import os


def connect(host, port, **options):
    return http.client.HTTPSConnection(host, port, cert_file=os.environ["CERT"], key_file=os.environ["KEY"], **options)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), timeout=5)
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
