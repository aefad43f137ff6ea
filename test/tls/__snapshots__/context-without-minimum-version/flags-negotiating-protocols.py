import ssl


def contexts(sock):
    a = ssl.SSLContext(ssl.PROTOCOL_TLS)  # expect: context-without-minimum-version
    a.minimum_version = ssl.TLSVersion.TLSv1_2
    b = ssl.SSLContext(protocol=ssl.PROTOCOL_SSLv23)  # expect: context-without-minimum-version
    b.minimum_version = ssl.TLSVersion.TLSv1_2
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # expect: context-without-minimum-version
    c.minimum_version = ssl.TLSVersion.TLSv1_2
    d = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)  # expect: context-without-minimum-version
    d.minimum_version = ssl.TLSVersion.TLSv1_2
    return a, b, c, d
