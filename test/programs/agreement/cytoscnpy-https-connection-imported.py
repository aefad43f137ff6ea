# kind: cytoscnpy
# case: `from http.client import HTTPSConnection`
# role: client
# talk: https
# low: the fix writes a default context for a library, as in connection-of-a-library-with-a-default-context
# stricter: https-connection-without-context: the same call by another name
import os
from http.client import HTTPSConnection


def fetch(host, port):
    connection = HTTPSConnection(host, port)  # tlsfix: https-connection-without-context
    connection.request("GET", "/")
    return connection.getresponse().read()


fetch(os.environ["HOST"], int(os.environ["PORT"]))
