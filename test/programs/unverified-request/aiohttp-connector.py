# role: client
# talk: https
# python: 3.8
# unsafe-only: it turns verification on
# scenarios: good selfsigned expired wronghost
import os
import sys

sys.path.insert(0, os.environ["PACKAGES"])

import asyncio

import aiohttp


async def fetch(url):
    connector = aiohttp.TCPConnector(ssl=False)
    async with aiohttp.ClientSession(connector=connector) as session:
        async with session.get(url) as response:
            return await response.text()


url = "https://%s:%s/" % (os.environ["HOST"], os.environ["PORT"])
print("got " + asyncio.run(fetch(url)).strip())
