# role: client
# talk: https
# python: 3.6
# verifying: same
import os
import urllib.request

url = "https://%s:%s/" % (os.environ["HOST"], os.environ["PORT"])
print("got " + urllib.request.urlopen(url, cafile=os.environ["CA"], timeout=5).read().decode().strip())
