# role: client
# talk: https
# python: 3.6
# unsafe-only: it turns verification on
import os
import ssl
import urllib.request

try:
    _create_unverified_https_context = ssl._create_unverified_context
except AttributeError:
    # Legacy Python that doesn't verify HTTPS certificates by default
    pass
else:
    ssl._create_default_https_context = _create_unverified_https_context

url = "https://%s:%s/" % (os.environ["HOST"], os.environ["PORT"])
print("got " + urllib.request.urlopen(url).read().decode().strip())
