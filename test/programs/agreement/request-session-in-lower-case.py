# kind: request
# case: `requests.session().get(url, verify=False)`
# role: client
# never-runs: the programs of `test/programs/unverified-request` are
import requests


def fetch(url):
    session = requests.session()
    return session.get(url, verify=False, timeout=5)  # codeql: py/request-without-cert-validation; tlsfix: unverified-request
