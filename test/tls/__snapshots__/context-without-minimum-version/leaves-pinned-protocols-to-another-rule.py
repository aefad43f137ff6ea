import ssl

old = ssl.SSLContext(ssl.PROTOCOL_TLSv1)  # ok: legacy-protocol
pinned = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)  # ok: legacy-protocol
