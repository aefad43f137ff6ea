"""Loopback TLS servers for the laboratory.

Usage: servers.py CERTIFICATES LIFE. Prints one JSON object, "kind/variant" to
port, and stops when its standard input ends or after LIFE seconds.

Every reply says what the server saw, for instance
"hello version=TLSv1.3 sni=none client=none".
"""

import json
import os
import socket
import ssl
import sys
import threading
import warnings

import protocols

FOLDER = sys.argv[1]
LIFE = float(sys.argv[2])
PATIENCE = 5


def path(name):
    return os.path.join(FOLDER, name)


def remember_name(connection, name, context):
    connection.lab_sni = name


def context_for(certificate, mutual=False, version=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path(certificate + ".pem"), path(certificate + ".key"))
    context.sni_callback = remember_name
    if mutual:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(path("ca.pem"))
    if version is not None:
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = version
    return context


CONTEXTS = {
    "good": lambda: context_for("good"),
    "selfsigned": lambda: context_for("selfsigned"),
    "expired": lambda: context_for("expired"),
    "wronghost": lambda: context_for("wronghost"),
    "cnonly": lambda: context_for("cnonly"),
    "mutual": lambda: context_for("good", mutual=True),
    "tls11": lambda: context_for("good", version=ssl.TLSVersion.TLSv1_1),
    "tls12": lambda: context_for("good", version=ssl.TLSVersion.TLSv1_2),
    "tls13": lambda: context_for("good", version=ssl.TLSVersion.TLSv1_3),
}


class Refused(Exception):
    """The handshake failed, or the peer went away."""


def secure(connection, context):
    """The TLS side of `connection`; a failed handshake drains it, so that the alert arrives."""
    tls = context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
    tls.lab_sni = None
    try:
        tls.do_handshake()
    except (OSError, ValueError) as error:
        drain(tls)
        raise Refused(str(error)) from error
    return tls


def drain(tls):
    try:
        socket.socket.shutdown(tls, socket.SHUT_WR)
        while socket.socket.recv(tls, 4096):
            pass
    except OSError:
        pass
    socket.socket.close(tls)


def greeting(tls):
    certificate = tls.getpeercert() or {}
    names = [value for part in certificate.get("subject", ()) for key, value in part]
    client = names[0] if names else "none"
    text = "hello version=%s sni=%s client=%s" % (tls.version(), tls.lab_sni or "none", client)
    return text.encode("ascii")


class Lines:
    """Line-wise talk over a socket that may be replaced by its TLS side."""

    def __init__(self, connection):
        self.connection = connection
        self.rest = b""

    def read(self):
        while b"\n" not in self.rest:
            data = self.connection.recv(4096)
            if not data:
                raise Refused("closed")
            self.rest += data
        line, self.rest = self.rest.split(b"\n", 1)
        return line.rstrip(b"\r").decode("latin-1")

    def write(self, text):
        self.connection.sendall(text.encode("latin-1") + b"\r\n")

    def secure(self, context):
        self.connection = secure(self.connection, context)


def echo(connection, context):
    lines = Lines(secure(connection, context))
    lines.read()
    lines.connection.sendall(greeting(lines.connection) + b"\n")
    return lines.connection


def upgrade(connection, context):
    """Waits for STARTTLS in the clear, then talks like `echo`."""
    lines = Lines(connection)
    lines.read()
    lines.write("OK")
    return echo(connection, context)


def https(connection, context):
    lines = Lines(secure(connection, context))
    while lines.read():
        pass
    body = greeting(lines.connection) + b"\n"
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n"
    lines.write(head % len(body))
    lines.connection.sendall(body)
    return lines.connection


def serve(listener, talk, context):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=attend, args=(connection, talk, context), daemon=True).start()


def attend(connection, talk, context):
    connection.settimeout(PATIENCE)
    try:
        talk(connection, context).close()
    except (Refused, OSError):
        connection.close()


def proxy(connection, context):
    """An HTTP proxy that only knows CONNECT, and only to this machine."""
    lines = Lines(connection)
    port = int(lines.read().split()[1].rsplit(":", 1)[1])
    while lines.read():
        pass
    target = socket.create_connection(("127.0.0.1", port), PATIENCE)
    lines.write("HTTP/1.1 200 Connection established\r\n")
    back = threading.Thread(target=pump, args=(target, connection), daemon=True)
    back.start()
    pump(connection, target)
    back.join(PATIENCE)
    target.close()
    return connection


def pump(source, sink):
    try:
        while True:
            data = source.recv(4096)
            if not data:
                break
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass


TALKS = {"echo": echo, "upgrade": upgrade, "https": https}
TALKS.update(protocols.talks(sys.modules[__name__]))


def listener():
    free = socket.socket()
    free.bind(("127.0.0.1", 0))
    free.listen(64)
    free.settimeout(PATIENCE)
    return free


def listen(talk, context):
    door = listener()
    door.settimeout(None)
    threading.Thread(target=serve, args=(door, talk, context), daemon=True).start()
    return door.getsockname()[1]


def main():
    warnings.simplefilter("ignore")
    threading.Timer(LIFE, os._exit, (0,)).start()
    ports = {}
    for variant, make in CONTEXTS.items():
        for kind, talk in TALKS.items():
            ports[kind + "/" + variant] = listen(talk, make())
    ports["proxy"] = listen(proxy, None)
    print(json.dumps(ports), flush=True)
    sys.stdin.read()
    os._exit(0)


main()
