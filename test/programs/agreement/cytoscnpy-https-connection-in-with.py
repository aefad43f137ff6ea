# kind: cytoscnpy
# case: the call in a `with` item
# role: client
# talk: https
# low: the fix writes a default context for a library, as in connection-of-a-library-with-a-default-context
# stricter: https-connection-without-context: the same call; CytoScnPy does not visit `with` items
import contextlib
import http.client
import os


def fetch(host, port):
    with contextlib.closing(http.client.HTTPSConnection(host, port)) as connection:  # tlsfix: https-connection-without-context
        connection.request("GET", "/")
        return connection.getresponse().read()


fetch(os.environ["HOST"], int(os.environ["PORT"]))
