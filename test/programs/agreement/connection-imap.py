# kind: connection
# case: `IMAP4_SSL(…, ssl_context=context)`
# role: client
# talk: imaps
# stricter: context-without-minimum-version: a context without a minimum goes to a library that connects; CodeQL does not count it
import imaplib
import os
import ssl


def connect(host, port):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # tlsfix: context-without-minimum-version
    context.load_default_certs()
    imaplib.IMAP4_SSL(host, port, ssl_context=context).logout()


connect(os.environ["HOST"], int(os.environ["PORT"]))
