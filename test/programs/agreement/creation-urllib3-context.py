# kind: creation
# case: urllib3's `create_urllib3_context()`
# role: client
# needs: packages
# stricter: context-without-minimum-version: urllib3 before 2.0 sets no minimum, and the message says so; CodeQL does not model the function
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
