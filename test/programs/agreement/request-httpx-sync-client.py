# kind: request
# case: `httpx.Client(verify=False)`
# role: client
# elsewhere: where the client is made, which is what the user must change
# never-runs: the programs of `test/programs/unverified-request` are
import httpx


def fetch(url):
    with httpx.Client(verify=False) as client:  # tlsfix: unverified-request
        return client.get(url)  # codeql: py/request-without-cert-validation
