# role: server
import os
import socket
import ssl


def serve(host, port, pem):
    listener = ssl.wrap_socket(socket.socket(), certfile=pem)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(5)
    conn, _ = listener.accept()
    line = conn.recv(200)
    conn.sendall(line)
    conn.close()
    return line.decode().strip()


print("got " + serve(os.environ["HOST"], int(os.environ["PORT"]), os.environ["COMBINED"]))
