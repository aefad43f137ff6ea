# kind: request
# case: pycurl `setopt(pycurl.SSL_VERIFYPEER, 0)`
# role: client
# laxer: options of libcurl are out of scope, as docs/coverage.md says
# never-runs: nothing of it is rewritten
import pycurl


def fetch(url):
    curl = pycurl.Curl()
    curl.setopt(pycurl.URL, url)
    curl.setopt(pycurl.SSL_VERIFYPEER, 0)
    curl.perform()  # codeql: py/request-without-cert-validation
