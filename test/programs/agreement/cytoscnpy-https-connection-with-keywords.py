# kind: cytoscnpy
# case: `HTTPSConnection(host, **options)`
# role: client
# talk: https
# low: the fix writes a default context for a library, as in connection-of-a-library-with-a-default-context
import http.client
import os


def fetch(host, **options):
    connection = http.client.HTTPSConnection(host, **options)  # cytoscnpy: CSP-D407; tlsfix: https-connection-without-context
    connection.request("GET", "/")
    return connection.getresponse().read()


fetch(os.environ["HOST"], port=int(os.environ["PORT"]))
