import ssl


def low(sock):
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2  # expect: legacy-protocol
    return context.wrap_socket(sock)


def lowest(sock):
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2  # expect: legacy-protocol
    return context.wrap_socket(sock)


def capped(sock):
    context = ssl.create_default_context()
    context.maximum_version = ssl.TLSVersion.TLSv1_2  # expect: legacy-protocol
    return context.wrap_socket(sock)


def fine(sock):
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_3  # ok: newer
    return context.wrap_socket(sock)
