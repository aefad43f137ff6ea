"""Records what every context of ssl and of pyOpenSSL allows and verifies when it connects."""

import ssl
import sys

VERSIONS = ("SSLv3", "TLSv1", "TLSv1_1", "TLSv1_2", "TLSv1_3")


def install(env):
    """Puts the recorder around what makes connections; the list that it fills."""
    seen = []
    record_ssl(seen)
    if env.get("PACKAGES"):
        sys.path.insert(0, env["PACKAGES"])
        record_pyopenssl(seen)
    return seen


def record_ssl(seen):
    def recorder(name, original):
        def connect(self, *args, **options):
            is_server = bool(options.get("server_side", name == "wrap_socket" and len(args) > 1 and args[1]))
            seen.append({
                "by": name,
                "isServer": is_server,
                "oldest": oldest(self),
                "verifies": self.verify_mode == ssl.CERT_REQUIRED,
                "checksHost": bool(self.check_hostname and options.get("server_hostname")),
            })
            return original(self, *args, **options)
        return connect

    for name in ("wrap_socket", "wrap_bio"):
        setattr(ssl.SSLContext, name, recorder(name, getattr(ssl.SSLContext, name)))


def oldest(context):
    """The oldest version that the context speaks, by its protocol, its limits and its flags."""
    pinned = [name for name in VERSIONS if context.protocol == getattr(ssl, "PROTOCOL_" + name, None)]
    spoken = [name for name in pinned or VERSIONS if is_spoken(context, name)]
    return spoken[0] if spoken else None


def is_spoken(context, name):
    version = ssl.TLSVersion[name]
    low, high = context.minimum_version, context.maximum_version
    # MINIMUM_SUPPORTED and MAXIMUM_SUPPORTED are negative numbers, and no limits.
    within = (low < 0 or low <= version) and (high < 0 or version <= high)
    return within and not context.options & getattr(ssl, "OP_NO_" + name)


def record_pyopenssl(seen):
    from OpenSSL import SSL

    set_minimum, connect = SSL.Context.set_min_proto_version, SSL.Connection.__init__
    numbers = {0: None, SSL.TLS1_2_VERSION: "TLSv1_2", SSL.TLS1_3_VERSION: "TLSv1_3"}

    def remember(self, version):
        self.recorded_minimum = numbers.get(version, "older")
        return set_minimum(self, version)

    def record(self, context, *args, **options):
        flags = context.set_options(0)
        old = [name for name in VERSIONS[:3] if not flags & getattr(SSL, "OP_NO_" + name)]
        minimum = getattr(context, "recorded_minimum", None)
        seen.append({
            "by": "Connection",
            "isServer": None,
            "oldest": minimum or (old + ["TLSv1_2"])[0],
            "verifies": bool(context.get_verify_mode() & SSL.VERIFY_PEER),
            "checksHost": None,
        })
        return connect(self, context, *args, **options)

    SSL.Context.set_min_proto_version = remember
    SSL.Connection.__init__ = record
