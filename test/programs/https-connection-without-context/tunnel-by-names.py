# role: client
# talk: https
import http.client
import os

connection = http.client.HTTPSConnection("127.0.0.1", int(os.environ["PROXY_PORT"]))
connection.set_tunnel(os.environ["HOST"], int(os.environ["PORT"]))
connection.request("GET", "/")
print("got " + connection.getresponse().read().decode().strip())
