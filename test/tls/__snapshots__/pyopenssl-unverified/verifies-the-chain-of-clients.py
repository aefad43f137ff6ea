import socket

from OpenSSL import SSL


def none(host):
    context = SSL.Context(SSL.TLS_METHOD)
    context.set_default_verify_paths()
    context.set_verify(SSL.VERIFY_PEER, lambda connection, certificate, error, depth, ok: ok)  # expect: pyopenssl-unverified
    connection = SSL.Connection(context, socket.socket())
    connection.connect((host, 443))


def never(host):
    context = SSL.Context(SSL.TLS_METHOD)  # expect: pyopenssl-unverified
    context.set_default_verify_paths()
    context.set_verify(SSL.VERIFY_PEER, lambda connection, certificate, error, depth, ok: ok)
    connection = SSL.Connection(context, socket.socket())
    connection.connect((host, 443))


def called_back(host, decide):
    context = SSL.Context(SSL.TLS_METHOD)
    context.set_verify(SSL.VERIFY_NONE, decide)  # expect: pyopenssl-unverified
    connection = SSL.Connection(context, socket.socket())
    connection.connect((host, 443))


def server(listener):
    context = SSL.Context(SSL.TLS_METHOD)  # ok: a server
    connection = SSL.Connection(context, listener)
    connection.set_accept_state()


def verified(host):
    context = SSL.Context(SSL.TLS_METHOD)  # ok: it verifies
    context.set_verify(SSL.VERIFY_PEER)
    connection = SSL.Connection(context, socket.socket())
    connection.connect((host, 443))
