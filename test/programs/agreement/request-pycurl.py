# kind: request
# case: pycurl `setopt(pycurl.SSL_VERIFYPEER, 0)`
# role: client
# elsewhere: where the option is set, which is what the user must change
# never-runs: the programs of `test/programs/unverified-request` are
import pycurl


def fetch(url):
    curl = pycurl.Curl()
    curl.setopt(pycurl.URL, url)
    curl.setopt(pycurl.SSL_VERIFYPEER, 0)  # tlsfix: unverified-request
    curl.perform()  # codeql: py/request-without-cert-validation
