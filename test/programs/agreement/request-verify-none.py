# kind: request
# case: `requests.get(url, verify=None)`, the default
# role: client
# never-runs: the programs of `test/programs/unverified-request` are
import requests


def fetch(url):
    return requests.get(url, verify=None, timeout=5)
