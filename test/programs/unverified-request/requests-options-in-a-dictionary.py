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


DEFAULTS = {"timeout": 5, "verify": False}


def get(url, **options):
    options["verify"] = False
    return requests.get(url, **options)


url = "https://%s:%s/" % (os.environ["HOST"], os.environ["PORT"])
requests.get(url, **DEFAULTS)
print("got " + get(url, timeout=5).text.strip())
