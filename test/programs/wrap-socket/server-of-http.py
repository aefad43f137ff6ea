# role: server
# talk: https
import os
import ssl

try:
    from http.server import BaseHTTPRequestHandler, HTTPServer
except ImportError:
    from BaseHTTPServer import BaseHTTPRequestHandler, HTTPServer

served = []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello\n")
        served.append(self.path)

    def log_message(self, *args):
        pass


httpd = HTTPServer((os.environ["HOST"], int(os.environ["PORT"])), Handler)
httpd.socket = ssl.wrap_socket(
    httpd.socket, keyfile=os.environ["KEY"], certfile=os.environ["CERT"], server_side=True
)
httpd.handle_request()
print("got a request for " + served[0])
