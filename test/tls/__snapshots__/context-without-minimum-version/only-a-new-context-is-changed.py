import ssl


def given(sock, context=None):
    if not context:
        context = ssl.create_default_context()  # expect: context-without-minimum-version
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(sock)


def chosen(sock, context=None):
    if context is None:
        context = ssl.create_default_context()  # expect: context-without-minimum-version
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(sock)


def branched(sock, context=None):
    if context is None:
        context = ssl.create_default_context()  # expect: context-without-minimum-version
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(sock)
