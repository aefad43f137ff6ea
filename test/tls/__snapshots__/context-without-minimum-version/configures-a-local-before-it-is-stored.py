import ssl


class Client:
    def __init__(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._context = context  # expect: context-without-minimum-version
        self._context.load_default_certs()
