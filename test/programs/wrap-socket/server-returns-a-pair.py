# role: server
import os
import socket
import ssl

try:
    import socketserver
except ImportError:
    import SocketServer as socketserver

lines = []


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        line = self.rfile.readline()
        self.wfile.write(line)
        lines.append(line.decode().strip())


class Server(socketserver.TCPServer):
    allow_reuse_address = True
    keyfile = os.environ["KEY"]
    certfile = os.environ["CERT"]

    def get_request(self):
        sock, addr = socketserver.TCPServer.get_request(self)
        return (ssl.wrap_socket(sock, server_side=True, keyfile=self.keyfile, certfile=self.certfile), addr)

    def handle_error(self, request, client_address):
        raise  # noqa: PLE0704


server = Server((os.environ["HOST"], int(os.environ["PORT"])), Handler)
server.handle_request()
print("got " + lines[0])
