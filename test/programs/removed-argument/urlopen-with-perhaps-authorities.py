# role: client
# talk: https
# python: 3.6
# verifying: same
import os
from urllib.request import urlopen

cafile = os.environ.get("MY_CA")
url = "https://%s:%s/" % (os.environ["HOST"], os.environ["PORT"])
print("got " + urlopen(url, cafile=cafile).read().decode().strip())
