# kind: cytoscnpy
# case: `six.moves.http_client.HTTPSConnection(host)`
# role: client
# talk: https
# never-runs: six is not installed
import six.moves.http_client


def fetch(host, port):
    connection = six.moves.http_client.HTTPSConnection(host, port)  # cytoscnpy: CSP-D407; tlsfix: https-connection-without-context
    connection.request("GET", "/")
    return connection.getresponse().read()
