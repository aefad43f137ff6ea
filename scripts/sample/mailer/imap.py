"""Reads the queue of the support desk."""

import imaplib
import ssl


class Mailbox:
    def __init__(self, host, user, secret):
        self.host = host
        self.session = imaplib.IMAP4_SSL(host, 993)
        self.session.login(user, secret)

    def unread(self):
        self.session.select("INBOX")
        return self.session.search(None, "UNSEEN")[1][0].split()
