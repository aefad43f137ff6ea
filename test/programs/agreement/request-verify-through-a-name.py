# kind: request
# case: `verify=VERIFY`, where `VERIFY = False`
# role: client
# never-runs: the programs of `test/programs/unverified-request` are
import requests

VERIFY = False


def fetch(url):
    return requests.get(url, verify=VERIFY, timeout=5)  # codeql: py/request-without-cert-validation; tlsfix: unverified-request
