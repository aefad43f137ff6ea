from OpenSSL import SSL

NEW = SSL.TLS_METHOD


def old(sock):
    context = SSL.Context(SSL.TLS_METHOD)  # expect: pyopenssl-legacy-method
    context.set_min_proto_version(SSL.TLS1_2_VERSION)
    return SSL.Connection(context, sock)


def returned():
    context = SSL.Context(method=SSL.TLS_METHOD)
    context.set_min_proto_version(SSL.TLS1_2_VERSION)
    return context  # expect: pyopenssl-legacy-method


def negotiating(sock):
    return SSL.Connection(SSL.Context(NEW), sock)  # ok: another rule's
