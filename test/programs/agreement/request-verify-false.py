# kind: request
# case: `requests.get(url, verify=False)`
# role: client
# never-runs: the programs of `test/programs/unverified-request` are
import requests


def fetch(url):
    return requests.get(url, verify=False, timeout=5)  # codeql: py/request-without-cert-validation; cytoscnpy: CSP-D401; tlsfix: unverified-request
