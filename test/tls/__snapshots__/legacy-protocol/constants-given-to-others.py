import ssl

from somewhere import Pool, SSLOptions


class Adapter:
    ssl_version = ssl.PROTOCOL_TLS  # expect: legacy-protocol

    def pool(self, version=ssl.PROTOCOL_TLS):  # expect: legacy-protocol
        options = {"ssl_version": ssl.PROTOCOL_TLS}  # expect: legacy-protocol
        return Pool(
            ssl_version=ssl.PROTOCOL_TLS,  # expect: legacy-protocol
            options=options,
        )


def by_name(name):
    if name == "tlsv1":
        version = ssl.PROTOCOL_TLS  # expect: legacy-protocol
    else:
        version = ssl.PROTOCOL_TLSv1_2  # ok: not old
    return version


NAMES = {"TLSv1": ssl.PROTOCOL_TLSv1}  # ok: a table of names
HAS_OLD = hasattr(ssl, "PROTOCOL_TLSv1")  # ok: a question
KNOWN = [ssl.PROTOCOL_TLSv1, ssl.PROTOCOL_TLSv1_1]  # ok: a list to look things up in


def is_old(version):
    return version == ssl.PROTOCOL_TLSv1  # ok: a question
