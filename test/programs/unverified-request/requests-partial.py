# role: client
# talk: https
# python: 3.8
# unsafe-only: it turns verification on
# scenarios: good selfsigned expired wronghost
import functools
import os
import sys

sys.path.insert(0, os.environ["PACKAGES"])

import certifi

certifi.where = lambda: os.environ["CA"]

import requests

url = "https://%s:%s/" % (os.environ["HOST"], os.environ["PORT"])
session = requests.Session()
session.get = functools.partial(session.get, verify=False)
get = functools.partial(requests.get, verify=False)
session.get(url, timeout=5)
print("got " + get(url, timeout=5).text.strip())
