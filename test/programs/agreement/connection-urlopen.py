# kind: connection
# case: `urllib.request.urlopen(…, context=context)`
# role: client
# talk: https
# stricter: context-without-minimum-version: a context without a minimum goes to a library that connects; CodeQL does not count it
import os
import ssl
from urllib.request import urlopen


def fetch(host, port):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # tlsfix: context-without-minimum-version
    context.load_default_certs()
    return urlopen("https://%s:%s/" % (host, port), context=context).read()


fetch(os.environ["HOST"], int(os.environ["PORT"]))
