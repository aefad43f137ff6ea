import ssl


def given(context):
    context.options |= ssl.OP_NO_TLSv1  # expect: deprecated-protocol-options


def pinned(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
    context.options |= ssl.OP_NO_TLSv1  # expect: deprecated-protocol-options
    return context.wrap_socket(sock)


def half(sock):
    context = ssl.create_default_context()
    context.options |= ssl.OP_NO_TLSv1  # expect: deprecated-protocol-options
    return context.wrap_socket(sock)


def sometimes(sock, strict):
    context = ssl.create_default_context()
    if strict:
        context.options |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1  # expect: deprecated-protocol-options
    return context.wrap_socket(sock)


def no_newest(sock):
    context = ssl.create_default_context()
    context.options |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1 | ssl.OP_NO_TLSv1_3  # expect: deprecated-protocol-options
    return context.wrap_socket(sock)


def silent(sock):
    context = ssl.create_default_context()
    context.options |= ssl.OP_NO_SSLv2 | ssl.OP_NO_SSLv3  # ok: these warn nowhere
    return context.wrap_socket(sock)
