import http.client

import requests


def fetch(host, path="/status"):
    conn = http.client.HTTPSConnection(host, timeout=10)
    conn.request("GET", path)
    return conn.getresponse().read()


def fetch_json(url):
    return requests.get(url, verify=False, timeout=10).json()
