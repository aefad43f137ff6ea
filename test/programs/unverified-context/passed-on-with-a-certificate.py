# role: client
# talk: https
# python: 3.6
# unsafe-only: it turns verification on
import http.client
import os
import ssl


def connect(host, port, cert):
    return http.client.HTTPSConnection(host, port, context=ssl._create_unverified_context(certfile=cert))


conn = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["COMBINED"])
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
