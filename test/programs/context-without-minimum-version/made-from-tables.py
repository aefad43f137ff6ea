# role: client
# scenarios: good tls11 tls12 tls13
# preserving: accepts good tls12 tls13
# verifying: accepts good tls12 tls13
import os
import socket
import ssl

ROLES = {"client": ssl.PROTOCOL_TLS_CLIENT, "server": ssl.PROTOCOL_TLS_SERVER}


def weaken(context, ca):
    context.set_ciphers("DEFAULT:@SECLEVEL=0")


def trust(context, ca):
    context.load_verify_locations(cafile=ca)


STEPS = (weaken, trust)


def of_role(role, ca):
    context = ssl.SSLContext(ROLES[role])
    for step in STEPS:
        step(context, ca)
    return context


MAKERS = {"client": of_role}


def connect(host, port, ca):
    context = MAKERS["client"]("client", ca)
    return context.wrap_socket(socket.create_connection((host, port)), server_hostname=host)


tls = connect(os.environ["HOST"], int(os.environ["PORT"]), os.environ["CA"])
tls.sendall(b"hello\n")
print("got " + tls.recv(200).decode().strip())
