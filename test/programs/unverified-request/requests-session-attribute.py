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

url = "https://%s:%s/" % (os.environ["HOST"], os.environ["PORT"])

with requests.Session() as session:
    session.verify = False
    print("got " + session.get(url).text.strip())
