# role: server
# verifying: same
import os
import socket


class Server(object):
    @property
    def tls(self):
        import ssl

        return ssl

    def serve(self, host, port):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(1)
        conn, _ = listener.accept()
        conn = self.tls.wrap_socket(
            conn, server_side=True, certfile=os.environ["CERT"], keyfile=os.environ["KEY"]
        )
        line = conn.recv(200)
        conn.sendall(line)
        conn.close()
        return line.decode().strip()


print("got " + Server().serve(os.environ["HOST"], int(os.environ["PORT"])))
