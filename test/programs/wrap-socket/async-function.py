# role: client
# python: 3.8
import asyncio
import os
import socket
import ssl


async def ask(host, port):
    sock = socket.create_connection((host, port))
    tls = ssl.wrap_socket(sock)
    tls.sendall(b"hello\n")
    await asyncio.sleep(0)
    return tls.recv(200).decode().strip()


print("got " + asyncio.run(ask(os.environ["HOST"], int(os.environ["PORT"]))))
