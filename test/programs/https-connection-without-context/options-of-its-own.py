# role: client
# talk: https
import http.client
import os


def connect(host, port, **options):
    return http.client.HTTPSConnection(host, port, **options)


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), timeout=5)
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
