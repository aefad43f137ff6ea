# kind: request
# case: `urllib3.HTTPSConnectionPool(…, assert_hostname=False)`
# role: client
# elsewhere: where the client is made, which is what the user must change
# never-runs: the programs of `test/programs/unverified-request` are
import urllib3


def fetch(host):
    pool = urllib3.HTTPSConnectionPool(host, assert_hostname=False)  # tlsfix: unverified-request
    return pool.request("GET", "/")  # codeql: py/request-without-cert-validation
