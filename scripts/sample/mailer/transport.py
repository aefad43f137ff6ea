import socket
import ssl

CIPHERS = "ECDHE+AESGCM:!aNULL"


def deliver(host, message, port=465, ca_certs=None):
    """Hands one message over."""
    sock = socket.create_connection((host, port), timeout=30)
    # The relay asks for a certificate of ours.
    conn = ssl.wrap_socket(sock, keyfile="relay.key", certfile="relay.pem",
                           ca_certs=ca_certs, ciphers=CIPHERS)
    conn.sendall(message)
    return conn.recv(512)


def relay_context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    context.load_cert_chain("relay.pem")
    return context


def probe(host):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    with socket.create_connection((host, 443)) as sock:
        with context.wrap_socket(sock, server_hostname=host) as conn:
            return conn.version()
