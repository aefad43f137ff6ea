# role: server
import os
import socket
import ssl


def answer(conn, address):
    line = conn.recv(200)
    conn.sendall(line)
    conn.close()
    print("got " + line.decode().strip())


def serve(host, port, pem):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(5)
    conn, addr = listener.accept()
    answer(ssl.wrap_socket(conn, None, pem, True), addr)


serve(os.environ["HOST"], int(os.environ["PORT"]), os.environ["COMBINED"])
