from OpenSSL import SSL


def plain(sock):
    context = SSL.Context(SSL.SSLv23_METHOD)  # expect: pyopenssl-without-minimum-version
    context.set_min_proto_version(SSL.TLS1_2_VERSION)
    context.set_options(SSL.OP_NO_SSLv2)
    return SSL.Connection(context, sock)


def options(sock):
    context = SSL.Context(SSL.TLS_METHOD)  # ok: the old ones are off
    context.set_options(SSL.OP_NO_SSLv2 | SSL.OP_NO_SSLv3)
    context.set_options(SSL.OP_NO_TLSv1 | SSL.OP_NO_TLSv1_1)
    return SSL.Connection(context, sock)


def minimum(sock):
    context = SSL.Context(SSL.TLS_METHOD)  # ok: minimum
    context.set_min_proto_version(SSL.TLS1_2_VERSION)
    return SSL.Connection(context, sock)
