# kind: request
# case: `session.verify = False`
# role: client
# stricter: unverified-request: every request of the session is unverified; CodeQL names it a known gap
# never-runs: the programs of `test/programs/unverified-request` are
import requests


def fetch(url):
    session = requests.Session()
    session.verify = False  # tlsfix: unverified-request
    return session.get(url, timeout=5)
