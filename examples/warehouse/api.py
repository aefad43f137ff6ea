"""Talks to the stock API of the warehouse."""

import http.client
import json


def stock(item):
    """How many of an item are there."""
    conn = http.client.HTTPSConnection("api.example.com")
    conn.request("GET", "/stock/%s" % item)
    return json.load(conn.getresponse())["count"]


class Session(http.client.HTTPSConnection):
    """One connection for many questions, with a client certificate."""

    def __init__(self, host, key, cert):
        http.client.HTTPSConnection.__init__(
            self,
            host,
            key_file=key,
            cert_file=cert,
            timeout=30,  # seconds
        )
