# part-of: flow-imported-maker
import ssl


def make():
    return ssl.create_default_context()  # tlsfix: context-without-minimum-version
