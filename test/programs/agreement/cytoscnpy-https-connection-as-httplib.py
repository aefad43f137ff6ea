# kind: cytoscnpy
# case: `import http.client as httplib`
# role: client
# talk: https
# low: the fix writes a default context for a library, as in connection-of-a-library-with-a-default-context
import http.client as httplib
import os


def fetch(host, port):
    connection = httplib.HTTPSConnection(host, port)  # cytoscnpy: CSP-D407; tlsfix: https-connection-without-context
    connection.request("GET", "/")
    return connection.getresponse().read()


fetch(os.environ["HOST"], int(os.environ["PORT"]))
