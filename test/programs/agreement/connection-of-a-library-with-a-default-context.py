# kind: connection
# case: a default context that goes to a library
# role: client
# talk: https
# low: Python 3.8 and 3.9 let a default context speak TLS 1.0; since 3.10 it has a minimum of its own, so a default context counts only where the program itself connects with it
import os
import ssl
from urllib.request import urlopen


def fetch(host, port):
    context = ssl.create_default_context()
    return urlopen("https://%s:%s/" % (host, port), context=context).read()


fetch(os.environ["HOST"], int(os.environ["PORT"]))
