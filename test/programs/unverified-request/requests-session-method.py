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


class Client:
    def __init__(self):
        self.session = requests.Session()

    def get(self, url):
        return self.session.get(
            url,
            verify=False,
            timeout=5,
        )


url = "https://%s:%s/" % (os.environ["HOST"], os.environ["PORT"])
print("got " + Client().get(url).text.strip())
