# role: client
# talk: https
# python: 3.8
# unsafe-only: it turns verification on
# scenarios: good selfsigned expired wronghost
import os
import sys

sys.path.insert(0, os.environ["PACKAGES"])

import urllib3

url = "https://%s:%s/" % (os.environ["HOST"], os.environ["PORT"])
pool = urllib3.PoolManager(cert_reqs="CERT_NONE", assert_hostname=False, ca_certs=os.environ["CA"])
print("got " + pool.request("GET", url, retries=False).data.decode().strip())
