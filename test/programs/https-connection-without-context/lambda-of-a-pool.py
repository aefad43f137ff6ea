# role: client
# talk: https
import http.client
import os

open_connection = lambda host, port: http.client.HTTPSConnection(host, port)  # noqa: E731

conn = open_connection(os.environ["HOST"], int(os.environ["PORT"]))
conn.request("GET", "/")
print("got " + conn.getresponse().read().decode().strip())
