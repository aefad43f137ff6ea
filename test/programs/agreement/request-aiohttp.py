# kind: request
# case: `aiohttp`, `session.get(url, ssl=False)`
# role: client
# never-runs: the programs of `test/programs/unverified-request` are
import aiohttp


async def fetch(url):
    async with aiohttp.ClientSession() as session:
        async with session.get(url, ssl=False) as answer:  # codeql: py/request-without-cert-validation; tlsfix: unverified-request
            return await answer.text()
