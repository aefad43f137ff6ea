import socket
import ssl


def serve(handle, port=8443):
    listener = socket.socket()
    listener.bind(("", port))
    listener.listen(5)
    while True:
        client, address = listener.accept()
        handle(ssl.wrap_socket(client, server_side=True,
                               certfile="server.pem", ssl_version=ssl.PROTOCOL_SSLv23))


def wrap(sock, **options):
    return ssl.wrap_socket(sock, **options)


def check(conn, host):
    ssl.match_hostname(conn.getpeercert(), host)
    return ssl.RAND_egd("/var/run/entropy")
