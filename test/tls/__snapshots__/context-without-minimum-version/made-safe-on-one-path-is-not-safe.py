import ssl


def maybe(sock, strict):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # expect: context-without-minimum-version
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if strict:
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(sock)


def late(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # expect: context-without-minimum-version
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    tls = context.wrap_socket(sock)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return tls


def half(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # expect: context-without-minimum-version
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_TLSv1
    return context.wrap_socket(sock)


def sometimes(sock, hosts):
    context = ssl.create_default_context()  # expect: context-without-minimum-version
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    for host in hosts:
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(sock)


def both(sock, strict):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # ok: each path sets one
    if strict:
        context.minimum_version = ssl.TLSVersion.TLSv1_3
    else:
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(sock)
