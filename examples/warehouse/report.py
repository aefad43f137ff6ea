"""Mails the report of the day."""

import smtplib
import ssl
import urllib.request


def fetch(url):
    context = ssl.SSLContext()
    context.verify_mode = ssl.CERT_REQUIRED
    context.check_hostname = True
    context.load_default_certs()
    return urllib.request.urlopen(url, context=context).read()


def send(message, relay="smtp.example.com"):
    with smtplib.SMTP(relay, 587) as server:
        server.starttls()
        server.send_message(message)
