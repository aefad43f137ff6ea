# kind: cytoscnpy
# case: `ftplib.FTP_TLS(host)` (CSP-D406)
# role: client
# never-runs: the programs of `test/programs/client-without-context` are
import ftplib


def connect(host):
    return ftplib.FTP_TLS(host)  # cytoscnpy: CSP-D406; tlsfix: client-without-context
