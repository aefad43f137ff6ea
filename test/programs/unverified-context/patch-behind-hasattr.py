# role: client
# talk: https
# python: 3.6
# unsafe-only: it turns verification on
import os
import ssl
import urllib.request

if hasattr(ssl, "_create_unverified_context"):
    ssl._create_default_https_context = ssl._create_unverified_context

url = "https://%s:%s/" % (os.environ["HOST"], os.environ["PORT"])
print("got " + urllib.request.urlopen(url).read().decode().strip())
