# kind: cytoscnpy
# case: `HTTPSConnection(host, context=…)`
# role: client
# talk: https
# low: the context is a default one, as in connection-of-a-library-with-a-default-context
import http.client
import os
import ssl


def fetch(host, port):
    connection = http.client.HTTPSConnection(host, port, context=ssl.create_default_context())
    connection.request("GET", "/")
    return connection.getresponse().read()


fetch(os.environ["HOST"], int(os.environ["PORT"]))
