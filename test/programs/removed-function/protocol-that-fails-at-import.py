# role: client
# talk: https
# python: 3.7
# select: legacy-protocol
# broken: no Python of today has PROTOCOL_SSLv3
# preserving: accepts good selfsigned expired wronghost
# verifying: accepts good selfsigned expired wronghost
import http.client
import os
import ssl


def make(protocol=ssl.PROTOCOL_SSLv3):
    return ssl.SSLContext(protocol)


conn = http.client.HTTPSConnection(os.environ["HOST"], int(os.environ["PORT"]), context=make())
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
