"""Runs every function of a module and prints, as JSON, what the contexts were like wherever they were used."""

import inspect
import itertools
import json
import socket
import ssl
import sys
import urllib.request

uses = []


def record(context, is_named=True):
    low = ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1
    has_floor = context.minimum_version >= ssl.TLSVersion.TLSv1_2 or context.options & low == low
    verifies = context.verify_mode == ssl.CERT_REQUIRED and context.check_hostname
    uses.append({"floor": bool(has_floor), "verifies": bool(verifies and is_named)})


def wrap_socket(self, *args, **options):
    record(self, bool(options.get("server_hostname")))
    return Wrapped()


class Wrapped:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def version(self):
        return "TLSv1.2"


class Connection:
    def __init__(self, *args, **options):
        record(options["context"])


ssl.SSLContext.wrap_socket = wrap_socket
ssl.SSLContext.wrap_bio = wrap_socket
ssl.SSLContext.load_cert_chain = lambda self, *args, **options: None
ssl.SSLContext.load_verify_locations = lambda self, *args, **options: None
socket.create_connection = lambda *args, **options: object()
urllib.request.urlopen = lambda *args, **options: record(options["context"])
import http.client  # noqa: E402

http.client.HTTPSConnection = Connection

GIVEN = {"host": "example.org", "port": 443, "sock": object(), "url": "https://example.org/", "ca": "ca.pem"}
GIVEN.update({"hosts": ["example.org"], "incoming": None, "outgoing": None, "mode": ssl.CERT_REQUIRED, "context": None})
GIVEN["minimum"] = ssl.TLSVersion.TLSv1_2

namespace = {"__name__": "recorded"}
exec(compile(sys.stdin.read(), "recorded.py", "exec"), namespace)
errors = []
for name, function in list(namespace.items()):
    if not inspect.isfunction(function) and not inspect.isclass(function) or function.__module__ != "recorded":
        continue
    names = list(inspect.signature(function).parameters)
    choices = [[GIVEN[n]] if n in GIVEN else [True, False] for n in names]
    for arguments in itertools.product(*choices):
        try:
            result = function(*arguments)
            held = result if isinstance(result, tuple) else [result]
            for value in itertools.chain(held, getattr(result, "__dict__", {}).values()):
                if isinstance(value, ssl.SSLContext):
                    record(value)
        except Exception as error:
            errors.append("%s: %r" % (name, error))
for value in namespace.values():
    if isinstance(value, ssl.SSLContext):
        record(value)
print(json.dumps({"uses": uses, "errors": errors}))
