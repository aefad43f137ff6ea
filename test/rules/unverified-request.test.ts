import { describe, expect, it } from "vitest";
import rule from "../../transforms/unverified-request.ts";
import { findingsOf, fixed, remediesOf } from "./check.ts";

const FIXED: readonly (readonly [what: string, before: string, after: string])[] = [
  [
    "requests",
    "import requests\nr = requests.get(u, verify=False, timeout=3)\n",
    "import requests\nr = requests.get(u, timeout=3)\n",
  ],
  [
    "a function imported by name",
    "from requests import post\npost(u, data, verify=False)\n",
    "from requests import post\npost(u, data)\n",
  ],
  [
    "a falsy value",
    "import requests\nrequests.request('GET', u, verify=0)\n",
    "import requests\nrequests.request('GET', u)\n",
  ],
  [
    "one line per argument",
    "import requests\nrequests.get(\n    u,\n    verify=False,  # TODO\n    timeout=3,\n)\n",
    "import requests\nrequests.get(\n    u,\n    # TODO\n    timeout=3,\n)\n",
  ],
  [
    "a session's method",
    "import requests\ns = requests.Session()\ns.get(u, verify=False)\n",
    "import requests\ns = requests.Session()\ns.get(u)\n",
  ],
  [
    "a session's attribute",
    "import requests\nwith requests.session() as s:\n    s.verify = False\n    s.get(u)\n",
    "import requests\nwith requests.session() as s:\n    s.get(u)\n",
  ],
  [
    "a session in an attribute",
    "import requests\nclass C:\n    def __init__(self):\n        self.s = requests.Session()\n        self.s.verify = False\n    def get(self):\n        return self.s.get(u, verify=False)\n",
    "import requests\nclass C:\n    def __init__(self):\n        self.s = requests.Session()\n    def get(self):\n        return self.s.get(u)\n",
  ],
  ["httpx", "import httpx\nc = httpx.Client(verify=False)\n", "import httpx\nc = httpx.Client()\n"],
  [
    "aiohttp",
    "import aiohttp\nasync def f():\n    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=False)) as s:\n        await s.get(u, verify_ssl=False)\n",
    "import aiohttp\nasync def f():\n    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector()) as s:\n        await s.get(u)\n",
  ],
  [
    "urllib3",
    "import urllib3\np = urllib3.PoolManager(cert_reqs='CERT_NONE', assert_hostname=False)\n",
    "import urllib3\np = urllib3.PoolManager(cert_reqs='CERT_REQUIRED')\n",
  ],
  [
    "urllib3 with a constant",
    "import ssl\nfrom urllib3.poolmanager import PoolManager\nPoolManager(num_pools=n, cert_reqs=ssl.CERT_NONE)\n",
    "import ssl\nfrom urllib3.poolmanager import PoolManager\nPoolManager(num_pools=n, cert_reqs=ssl.CERT_REQUIRED)\n",
  ],
  [
    "urllib3 with a number",
    "import urllib3\nurllib3.PoolManager(cert_reqs=0)\n",
    'import urllib3\nurllib3.PoolManager(cert_reqs="CERT_REQUIRED")\n',
  ],
  [
    "an adapter",
    "class A(HTTPAdapter):\n    def init_poolmanager(self, *a, **k):\n        return super().init_poolmanager(*a, assert_hostname=False, **k)\n",
    "class A(HTTPAdapter):\n    def init_poolmanager(self, *a, **k):\n        return super().init_poolmanager(*a, **k)\n",
  ],
  [
    "a partial",
    "import functools, requests\nget = functools.partial(requests.get, verify=False)\n",
    "import functools, requests\nget = requests.get\n",
  ],
  [
    "warnings that nothing needs any more",
    "import requests, urllib3\nurllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)\nrequests.get(u)\n",
    "import requests, urllib3\nrequests.get(u)\n",
  ],
];

const REFUSED = "a server with a certificate that is not valid for its name, accepted until now, is refused";

const REMEDIES: readonly (readonly [what: string, text: string, remedies: readonly string[]])[] = [
  [
    "a constant of the file",
    "import requests\nVERIFY = False\nrequests.get(u, verify=VERIFY)\n",
    ["none: its value is VERIFY, set on line 2: change it there"],
  ],
  [
    "a parameter's default",
    "import requests\ndef f(u, check=False):\n    requests.get(u, verify=check)\n",
    ["none: it is off by the default of check, on line 2: change it there"],
  ],
  [
    "warnings are left while a request is unverified",
    "import requests, urllib3\nurllib3.disable_warnings()\nrequests.get(u, verify=False)\n",
    [`unsafe: ${REFUSED}`],
  ],
];

const NOTHING: readonly (readonly [what: string, text: string])[] = [
  ["True", "import requests\nrequests.get(u, verify=True)\n"],
  ["a file", 'import requests\nrequests.get(u, verify="ca.pem")\n'],
  ["None", "import requests\nrequests.get(u, verify=None)\n"],
  ["another function", "import jwt\njwt.decode(t, verify=False)\n"],
  ["a mock", "import requests\nget.assert_called_with(u, verify=False)\n"],
  ["an unknown variable", "import requests\ndef f(v):\n    requests.get(u, verify=v)\n"],
  ["another object's attribute", "import requests\nx.verify = False\n"],
  ["a setting of other modules", "import urllib3\nurllib3.disable_warnings()\n"],
  [
    "warnings beside a context",
    "import urllib3\nurllib3.disable_warnings()\nurllib3.PoolManager(ssl_context=c)\n",
  ],
  [
    "warnings beside options",
    "import requests, urllib3\nurllib3.disable_warnings()\ndef f(**o):\n    requests.get(u, **o)\n",
  ],
  [
    "warnings beside a variable",
    "import requests, urllib3\nurllib3.disable_warnings()\ndef f(v):\n    requests.get(u, verify=v)\n",
  ],
];

describe(rule.meta.id, () => {
  it.each(FIXED)("verifies: %s", (_, before, after) => {
    expect(fixed(rule, before, { unsafe: true })).toBe(after);
    expect(fixed(rule, before)).toBe(before);
    expect(findingsOf(rule, after)).toEqual([]);
  });
  it.each(REMEDIES)("knows its limits: %s", (_, text, remedies) => {
    expect(remediesOf(rule, text)).toEqual(remedies);
  });
  it.each([
    ["httpx", "None", 1],
    ["requests", "None", 0],
    ["requests", "[]", 1],
    ["requests", '""', 1],
    ["requests", "0", 1],
  ])("knows what %s makes of verify=%s", (library, value, count) => {
    const text = `import ${library}\n${library}.get(u, verify=${value})\n`;
    expect(findingsOf(rule, text)).toHaveLength(count);
  });
  it("parts what is independent", () => {
    const partsOf = (text: string) =>
      findingsOf(rule, text).flatMap(({ remedies }) =>
        remedies.map((remedy) => (remedy.kind === "fix" ? remedy.parts?.length : undefined)),
      );
    const pool = 'import urllib3\nurllib3.PoolManager(cert_reqs="CERT_NONE", assert_hostname=False)\n';
    expect(partsOf(pool)).toEqual([2]);
    expect(partsOf("import requests\nrequests.get(u, verify=False)\n")).toEqual([undefined]);
  });
  it.each(NOTHING)("finds nothing: %s", (_, text) => {
    expect(findingsOf(rule, text)).toEqual([]);
  });
});
