import ssl


def server(sock):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # ok: a server
    context.load_cert_chain(certfile="server.pem")
    return context.wrap_socket(sock, server_side=True)


def for_clients(sock):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)  # ok: for servers
    context.verify_mode = ssl.CERT_NONE
    return context.wrap_socket(sock, server_side=True)


def chosen(sock, host, mode):
    context = ssl.create_default_context()  # ok: the caller's mode
    context.check_hostname = mode != ssl.CERT_NONE
    context.verify_mode = mode
    return context.wrap_socket(sock, server_hostname=host)


def undone(sock, host):
    context = ssl.create_default_context()  # ok: on again where it connects
    context.check_hostname = False
    context.check_hostname = True
    return context.wrap_socket(sock, server_hostname=host)
