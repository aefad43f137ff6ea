# kind: request
# case: `httpx.AsyncClient(verify=False)`
# role: client
# elsewhere: where the client is made, which is what the user must change
# never-runs: the programs of `test/programs/unverified-request` are
import httpx


async def fetch(url):
    async with httpx.AsyncClient(verify=False) as client:  # tlsfix: unverified-request
        return await client.get(url)  # codeql: py/request-without-cert-validation
