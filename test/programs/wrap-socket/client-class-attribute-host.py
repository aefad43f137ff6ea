# role: client
import os
import socket
import ssl


class Bot:
    host = os.environ["HOST"]
    port = int(os.environ["PORT"])

    def run(self):
        irc = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        irc.connect((self.host, self.port))
        self.irc = ssl.wrap_socket(irc)
        self.irc.send(b"hello\n")
        print("got " + self.irc.recv(200).decode().strip())


Bot().run()
