# kind: cytoscnpy
# case: `ssl._create_unverified_context()`
# role: client
# talk: https
# low: the fix writes a default context for a library, as in connection-of-a-library-with-a-default-context
import os
import ssl
from urllib import request


def fetch(host, port):
    context = ssl._create_unverified_context()  # cytoscnpy: CSP-D408; tlsfix: unverified-context
    return request.urlopen("https://%s:%s/" % (host, port), context=context).read()


fetch(os.environ["HOST"], int(os.environ["PORT"]))
