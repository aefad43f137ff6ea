# kind: request
# case: `verify=0`
# role: client
# never-runs: the programs of `test/programs/unverified-request` are
import requests


def fetch(url):
    return requests.get(url, verify=0, timeout=5)  # codeql: py/request-without-cert-validation; tlsfix: unverified-request
