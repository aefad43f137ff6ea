# kind: cytoscnpy
# case: `ssl._create_default_https_context = ssl._create_unverified_context`
# role: client
# talk: https
# low: the library makes a default context of its own, as in connection-of-a-library-with-a-default-context
# stricter: unverified-context: every HTTPS connection of the program is unverified; CytoScnPy counts calls only
import os
import ssl
from urllib import request

ssl._create_default_https_context = ssl._create_unverified_context  # tlsfix: unverified-context


def fetch(host, port):
    return request.urlopen("https://%s:%s/" % (host, port)).read()


fetch(os.environ["HOST"], int(os.environ["PORT"]))
