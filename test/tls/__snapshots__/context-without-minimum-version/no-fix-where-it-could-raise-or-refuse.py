import ssl


def pinned(sock, old):
    context = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2 if old else ssl.PROTOCOL_TLS)  # expect: context-without-minimum-version
    return context.wrap_socket(sock)


def parameter(sock, protocol=ssl.PROTOCOL_TLS):
    context = ssl.SSLContext(protocol)  # expect: context-without-minimum-version
    return context.wrap_socket(sock)


def unknown(sock, protocol):
    context = ssl.SSLContext(protocol)  # ok: nothing is known of it
    return context.wrap_socket(sock)


def capped(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # expect: context-without-minimum-version
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    return context.wrap_socket(sock)


def cut(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # expect: context-without-minimum-version
    context.options |= ssl.OP_NO_TLSv1_2
    return context.wrap_socket(sock)


def default(sock, context=ssl.SSLContext(ssl.PROTOCOL_TLS)):  # expect: context-without-minimum-version
    return context.wrap_socket(sock)


wrap = lambda sock: ssl.create_default_context().wrap_socket(sock)  # expect: context-without-minimum-version
