# role: client
# talk: https
# python: 3.8
# unsafe-only: it turns verification on
# scenarios: good selfsigned expired wronghost
import os
import sys

sys.path.insert(0, os.environ["PACKAGES"])

import certifi

certifi.where = lambda: os.environ["CA"]

import requests
import urllib3

urllib3.disable_warnings()

url = "https://%s:%s/" % (os.environ["HOST"], os.environ["PORT"])
print("got " + requests.get(url, verify=False, timeout=5).text.strip())
