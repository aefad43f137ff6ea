# kind: request
# case: `urllib3.PoolManager(cert_reqs="CERT_NONE")`
# role: client
# elsewhere: where the client is made, which is what the user must change
# never-runs: the programs of `test/programs/unverified-request` are
import urllib3


def fetch(url):
    pool = urllib3.PoolManager(cert_reqs="CERT_NONE")  # tlsfix: unverified-request
    return pool.request("GET", url)  # codeql: py/request-without-cert-validation
