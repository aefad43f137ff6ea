# role: client
# python: 3.8
# verifying: same
import asyncio
import os
import socket
import ssl


async def ask(host, port):
    loop = asyncio.get_running_loop()
    sock = socket.create_connection((host, port))
    tls = await loop.run_in_executor(None, ssl.wrap_socket, sock)
    tls.sendall(b"hello\n")
    return tls.recv(200).decode().strip()


print("got " + asyncio.run(ask(os.environ["HOST"], int(os.environ["PORT"]))))
