# kind: request
# case: `urllib3.PoolManager(cert_reqs=ssl.CERT_NONE)`
# role: client
# stricter: unverified-request: the constant does what the string does; CodeQL matches the string only
# never-runs: the programs of `test/programs/unverified-request` are
import ssl

import urllib3


def fetch(url):
    pool = urllib3.PoolManager(cert_reqs=ssl.CERT_NONE)  # tlsfix: unverified-request
    return pool.request("GET", url)
