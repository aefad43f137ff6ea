# kind: connection
# case: `http.client.HTTPSConnection(…, context=context)`
# role: client
# talk: https
# stricter: context-without-minimum-version: a context without a minimum goes to a library that connects; CodeQL does not count it
import http.client
import os
import ssl


def fetch(host, port):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # tlsfix: context-without-minimum-version
    context.load_default_certs()
    connection = http.client.HTTPSConnection(host, port, context=context)
    connection.request("GET", "/")
    return connection.getresponse().read()


fetch(os.environ["HOST"], int(os.environ["PORT"]))
