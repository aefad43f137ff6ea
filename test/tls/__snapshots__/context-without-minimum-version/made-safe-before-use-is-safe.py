import ssl


def minimum(sock):
    context = ssl.create_default_context()  # ok: minimum
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(sock)


def newest(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # ok: minimum
    setattr(context, "minimum_version", ssl.TLSVersion.TLSv1_3)
    return context.wrap_socket(sock)


def at_least(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # ok: never lower than 1.2
    context.minimum_version = max(context.minimum_version, ssl.TLSVersion.TLSv1_2)
    return context.wrap_socket(sock)


def options(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # ok: all older versions off
    context.options |= ssl.OP_NO_SSLv2 | ssl.OP_NO_SSLv3
    context.options |= ssl.OP_NO_TLSv1
    context.options = context.options | ssl.OP_NO_TLSv1_1
    return context.wrap_socket(sock)


OLD = ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1


def mask(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # ok: a mask in a variable
    context.options |= OLD
    return context.wrap_socket(sock)


def configured(sock, minimum):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # ok: the caller decides
    context.minimum_version = minimum
    return context.wrap_socket(sock)
