# kind: connection
# case: `SMTP.starttls(context=context)`
# role: client
# talk: smtp
# stricter: context-without-minimum-version: a context without a minimum goes to a library that connects; CodeQL does not count it
import os
import smtplib
import ssl


def connect(host, port):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # tlsfix: context-without-minimum-version
    context.load_default_certs()
    server = smtplib.SMTP(host, port)
    server.starttls(context=context)
    server.quit()


connect(os.environ["HOST"], int(os.environ["PORT"]))
