# role: client
# verifying: same
# with: WRAPPER=strict
# with: WRAPPER=lenient
# The context of one lambda must not come to be that of another.
import os
import socket
import ssl


def wrappers(tls_context):
    strict = lambda sock: ssl.wrap_socket(sock, cert_reqs=ssl.CERT_REQUIRED)  # noqa: E731
    lenient = lambda sock: ssl.wrap_socket(sock)  # noqa: E731
    return {"strict": strict, "lenient": lenient, "plain": tls_context}


wrap = wrappers(None)[os.environ["WRAPPER"]]
conn = wrap(socket.create_connection((os.environ["HOST"], int(os.environ["PORT"]))))
conn.sendall(b"hello\n")
print("got " + conn.recv(200).decode().strip())
