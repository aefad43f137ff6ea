# role: client
# python: 3.8
import asyncio
import os
import socket
import ssl


async def talk(tls):
    tls.sendall(b"hello\n")
    return tls.recv(200).decode().strip()


async def ask(host, port):
    return await talk(ssl.wrap_socket(socket.create_connection((host, port))))


print("got " + asyncio.run(ask(os.environ["HOST"], int(os.environ["PORT"]))))
