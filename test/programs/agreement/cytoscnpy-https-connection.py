# kind: cytoscnpy
# case: `http.client.HTTPSConnection(host)`
# role: client
# talk: https
# low: the fix writes a default context for a library, as in connection-of-a-library-with-a-default-context
import http.client
import os


def fetch(host, port):
    connection = http.client.HTTPSConnection(host, port)  # cytoscnpy: CSP-D407; tlsfix: https-connection-without-context
    connection.request("GET", "/")
    return connection.getresponse().read()


fetch(os.environ["HOST"], int(os.environ["PORT"]))
