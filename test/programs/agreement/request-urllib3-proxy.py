# kind: request
# case: `urllib3.ProxyManager(…, cert_reqs="CERT_NONE")`
# role: client
# elsewhere: where the client is made, which is what the user must change
# never-runs: the programs of `test/programs/unverified-request` are
import urllib3


def fetch(url, proxy):
    pool = urllib3.ProxyManager(proxy, cert_reqs="CERT_NONE")  # tlsfix: unverified-request
    return pool.request("GET", url)  # codeql: py/request-without-cert-validation
