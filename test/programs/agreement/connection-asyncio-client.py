# kind: connection
# case: `asyncio.open_connection(…, ssl=context)`
# role: client
# stricter: context-without-minimum-version: a context without a minimum goes to a library that connects; CodeQL does not count it
import asyncio
import os
import ssl


async def connect(host, port):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # tlsfix: context-without-minimum-version
    context.load_default_certs()
    _, writer = await asyncio.open_connection(host, port, ssl=context)
    writer.close()


asyncio.run(connect(os.environ["HOST"], int(os.environ["PORT"])))
