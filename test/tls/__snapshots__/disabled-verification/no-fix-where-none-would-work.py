import smtplib
import ssl


def option(sock, host, verify):
    context = ssl.create_default_context()
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE  # expect: disabled-verification
    return context.wrap_socket(sock, server_hostname=host)


def no_host(sock):
    context = ssl.create_default_context()
    context.check_hostname = False  # expect: disabled-verification
    return context.wrap_socket(sock)


def mail(host):
    smtp = smtplib.SMTP()
    smtp.connect(host)
    context = ssl.create_default_context()
    context.check_hostname = False  # expect: disabled-verification
    smtp.starttls(context=context)


def handed_on():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # expect: disabled-verification
    return context


def unverify(context):
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE  # expect: disabled-verification


def elsewhere(sock, host):
    context = ssl.create_default_context()
    unverify(context)
    return context.wrap_socket(sock, server_hostname=host)
