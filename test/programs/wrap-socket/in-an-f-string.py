# role: client
# python: 3.6
# No Python before 3.12 takes a second line or its own quotes inside an f-string.
import os
import socket
import ssl

environ = {"host": os.environ["HOST"], "ca": os.environ["CA"]}


def protocol(port):
    sock = socket.create_connection((environ["host"], port))
    return f"{ssl.wrap_socket(sock, cert_reqs=ssl.CERT_REQUIRED, ca_certs=environ['ca'], do_handshake_on_connect=True, suppress_ragged_eofs=True).version()}"


print(f"got {protocol(int(os.environ['PORT']))[:3]}")
