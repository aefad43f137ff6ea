# kind: cytoscnpy
# case: `urllib.request.urlopen(url)` (CSP-D410)
# role: client
# laxer: `urlopen` verifies by default; which addresses a program may open is no matter of TLS
# never-runs: nothing of it is rewritten
import urllib.request


def fetch(url):
    return urllib.request.urlopen(url).read()  # cytoscnpy: CSP-D410
