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
from requests.adapters import HTTPAdapter


class Adapter(HTTPAdapter):
    def cert_verify(self, conn, url, verify, cert):
        super().cert_verify(conn=conn, url=url, verify=False, cert=cert)

    def send(self, request, stream=False, timeout=None, verify=True, cert=None, proxies=None):
        return super().send(request, stream=stream, timeout=timeout, verify=False, cert=cert, proxies=proxies)


url = "https://%s:%s/" % (os.environ["HOST"], os.environ["PORT"])
session = requests.Session()
session.mount("https://", Adapter())
print("got " + session.get(url, timeout=5).text.strip())
