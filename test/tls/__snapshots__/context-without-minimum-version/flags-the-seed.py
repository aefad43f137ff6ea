import ssl

context = ssl.SSLContext()  # expect: context-without-minimum-version
context.minimum_version = ssl.TLSVersion.TLSv1_2
