# role: server
import os
import socket
import ssl
import threading


class Worker(threading.Thread):
    def __init__(self, conn, pem):
        threading.Thread.__init__(self)
        self.conn = conn
        self.pem = pem
        self.line = b""

    def run(self):
        self.conn = ssl.wrap_socket(self.conn, certfile=self.pem, keyfile=self.pem, server_side=True)
        self.line = self.conn.recv(200)
        self.conn.sendall(self.line)
        self.conn.close()


def serve(host, port, pem):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(5)
    conn, _ = listener.accept()
    worker = Worker(conn, pem)
    worker.start()
    worker.join()
    return worker.line.decode().strip()


print("got " + serve(os.environ["HOST"], int(os.environ["PORT"]), os.environ["COMBINED"]))
