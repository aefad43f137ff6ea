# kind: request
# case: `httpx.get(url, verify=False)`
# role: client
# never-runs: the programs of `test/programs/unverified-request` are
import httpx


def fetch(url):
    return httpx.get(url, verify=False)  # codeql: py/request-without-cert-validation; tlsfix: unverified-request
