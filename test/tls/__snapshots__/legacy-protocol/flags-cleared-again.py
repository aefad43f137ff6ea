import ssl


def cleared(sock):
    context = ssl.create_default_context()
    return context.wrap_socket(sock)


def mixed(sock):
    context = ssl.create_default_context()
    context.options &= ~(ssl.OP_NO_TLSv1 | ssl.OP_NO_TICKET)  # expect: legacy-protocol
    return context.wrap_socket(sock)


def idle(sock):
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options &= ~ssl.OP_NO_TLSv1  # ok: the minimum still holds
    return context.wrap_socket(sock)
