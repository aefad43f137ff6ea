# role: client
# python: 3.6
# In an asynchronous function, under an asynchronous lock, with an argument that is awaited.
import asyncio
import os
import socket
import ssl


async def opened(host, port):
    return socket.create_connection((host, port))


async def connect(host, port):
    lock = asyncio.Lock()
    async with lock:
        return ssl.wrap_socket(await opened(host, port))


async def main():
    conn = await connect(os.environ["HOST"], int(os.environ["PORT"]))
    conn.sendall(b"hello\n")
    print("got " + conn.recv(200).decode().strip())


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.close()
