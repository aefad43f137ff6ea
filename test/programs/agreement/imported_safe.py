# part-of: flow-imported-safe
import ssl

CONTEXT = ssl.create_default_context()
CONTEXT.minimum_version = ssl.TLSVersion.TLSv1_2
