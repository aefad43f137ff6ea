import ssl
from http.client import HTTPSConnection


def client(sock, host):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # expect: legacy-protocol
    context.check_hostname = False  # as with PROTOCOL_TLSv1
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(sock, server_hostname=host)


def verifying(host):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # expect: legacy-protocol
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.verify_mode = ssl.CERT_REQUIRED
    context.check_hostname = True
    context.load_default_certs()
    return HTTPSConnection(host, context=context)


def server(sock):
    context = ssl.SSLContext(protocol=ssl.PROTOCOL_TLS_SERVER)  # expect: legacy-protocol
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(certfile="server.pem")
    return context.wrap_socket(sock, server_side=True)


def either(sock, is_server):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)  # expect: legacy-protocol
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context.wrap_socket(sock, server_side=is_server)


def returned():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context  # expect: legacy-protocol
