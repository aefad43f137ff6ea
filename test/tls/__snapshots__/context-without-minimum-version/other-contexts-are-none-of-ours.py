from twisted.internet import ssl

from mylib import SSLContext

a = ssl.SSLContext()  # ok: not the module ssl
b = SSLContext()  # ok: not that of ssl
