import ssl


def chosen(sock, host, mode):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # expect: legacy-protocol
    context.check_hostname = False  # as with PROTOCOL_TLSv1
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.verify_mode = mode
    return context.wrap_socket(sock, server_hostname=host)


def partly(sock, host, ca):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # expect: legacy-protocol
    context.check_hostname = False  # as with PROTOCOL_TLSv1
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(ca)
    return context.wrap_socket(sock, server_hostname=host)
