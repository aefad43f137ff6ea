# part-of: flow-imported
import ssl

CONTEXT = ssl.create_default_context()  # tlsfix: context-without-minimum-version
