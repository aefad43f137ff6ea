import ssl


def server(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)  # expect: legacy-protocol
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(sock, server_side=True)
