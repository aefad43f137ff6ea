# role: client
# talk: pop3
# python: 3.6
# The standard library's class connects, and keeps the host's name.
import os
import poplib
import ssl


class SecureBox(poplib.POP3):
    def stls(self, keyfile=None, certfile=None):
        self._shortcmd("STLS")
        self.sock = ssl.wrap_socket(self.sock, keyfile, certfile)
        self.file = self.sock.makefile("rb")


box = SecureBox(os.environ["HOST"], int(os.environ["PORT"]))
box.stls()
print("got " + box.noop().decode())
