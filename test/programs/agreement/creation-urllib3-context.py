# kind: creation
# case: urllib3's `create_urllib3_context()`
# role: client
# stricter: context-without-minimum-version: urllib3 1 leaves the minimum to Python, and only urllib3 2 sets one; CodeQL does not model it
# needs: packages
import os
import socket
import sys

sys.path.insert(0, os.environ["PACKAGES"])

from urllib3.util.ssl_ import create_urllib3_context


def connect(host, port):
    context = create_urllib3_context()  # tlsfix: context-without-minimum-version
    context.load_default_certs()
    sock = socket.create_connection((host, port))
    return context.wrap_socket(sock, server_hostname=host)


connect(os.environ["HOST"], int(os.environ["PORT"]))
