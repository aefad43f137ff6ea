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

import httpx

url = "https://%s:%s/" % (os.environ["HOST"], os.environ["PORT"])

with httpx.Client(verify=False) as client:
    print("got " + client.get(url).text.strip())
