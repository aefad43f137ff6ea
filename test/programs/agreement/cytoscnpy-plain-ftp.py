# kind: cytoscnpy
# case: `ftplib.FTP(host)` (CSP-D406)
# role: client
# laxer: whether the server speaks TLS is not in the file, as docs/coverage.md says
# never-runs: nothing of it is rewritten
import ftplib


def connect(host):
    return ftplib.FTP(host)  # cytoscnpy: CSP-D406
