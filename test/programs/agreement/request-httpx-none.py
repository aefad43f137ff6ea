# kind: request
# case: `httpx.get(url, verify=None)`
# role: client
# never-runs: the programs of `test/programs/unverified-request` are
import httpx


def fetch(url):
    return httpx.get(url, verify=None)  # codeql: py/request-without-cert-validation; tlsfix: unverified-request
