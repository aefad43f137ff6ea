import ssl


def harden(context):
    context.minimum_version = ssl.TLSVersion.TLSv1_2


def _make():
    return ssl.SSLContext(ssl.PROTOCOL_TLS)  # ok: its caller hardens it


def helped(sock):
    context = _make()
    harden(context)
    return context.wrap_socket(sock)


def open_one():
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context  # expect: context-without-minimum-version


def connect(sock):
    return open_one().wrap_socket(sock)


class Server:
    def __init__(self):
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        self.context = context  # expect: context-without-minimum-version
        self.safe = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)  # ok: configured below
        self._configure()

    def _configure(self):
        self.safe.minimum_version = ssl.TLSVersion.TLSv1_2

    def accept(self, sock):
        return self.safe.wrap_socket(self.context.wrap_socket(sock, server_side=True), server_side=True)
