# role: client
# talk: https
# python: 3.6
# unsafe-only: it turns verification on
import os
import ssl
import urllib.request

url = "https://%s:%s/" % (os.environ["HOST"], os.environ["PORT"])
print("got " + urllib.request.urlopen(url, context=ssl._create_unverified_context()).read().decode().strip())
