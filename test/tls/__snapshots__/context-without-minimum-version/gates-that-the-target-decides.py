import ssl
import sys

import six


def has_version(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # ok: true from 3.7 on
    if hasattr(ssl, "TLSVersion"):
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(sock)


def is_new(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # ok: true for the target
    if sys.version_info >= (3, 7) and hasattr(context, "minimum_version"):
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(sock)


def old_branch(sock):
    if six.PY2:
        context = ssl.SSLContext(ssl.PROTOCOL_SSLv23)  # ok: never made on the target
    else:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(sock)


def tried(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # ok: the assignment cannot raise on the target
    try:
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    except AttributeError:
        pass
    return context.wrap_socket(sock)


def newer_than_the_target(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # expect: context-without-minimum-version
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if sys.version_info >= (3, 10):
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(sock)
