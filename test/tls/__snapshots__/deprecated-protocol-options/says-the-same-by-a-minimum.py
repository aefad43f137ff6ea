import ssl


def one_line(sock):
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2  # expect: deprecated-protocol-options
    return context.wrap_socket(sock)


def many_lines(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)
    context.minimum_version = ssl.TLSVersion.TLSv1_2  # expect: deprecated-protocol-options
    context.options |= ssl.OP_NO_COMPRESSION
    return context.wrap_socket(sock)


def mixed(sock):
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_COMPRESSION  # expect: deprecated-protocol-options
    return context.wrap_socket(sock)


def newest(sock):
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_3  # expect: deprecated-protocol-options
    return context.wrap_socket(sock)


def redundant(sock):
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(sock)
