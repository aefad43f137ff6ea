import { describe, expect, test } from "vitest";
import type { ImportNeed } from "../../src/core/fix.ts";
import { addImports } from "../../src/python/imports.ts";
import { apply } from "./apply.ts";
import { withTree } from "./load.ts";

const SSL: ImportNeed = { module: "ssl", name: "ssl" };

interface Case {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly needs?: readonly ImportNeed[];
  /** The text whose first occurrence is the first use; by default the end of the file. */
  readonly use?: string;
}

async function add({ before, needs = [SSL], use }: Omit<Case, "after" | "name">): Promise<string> {
  return withTree(before, ({ root }) => {
    const at = use === undefined ? undefined : before.indexOf(use);
    return apply(before, addImports(root, before, needs, at));
  });
}

const among: readonly Case[] = [
  {
    name: "sorted: in its place",
    before: "import os\nimport sys\n",
    after: "import os\nimport ssl\nimport sys\n",
  },
  { name: "sorted: first", before: "import sys\n", after: "import ssl\nimport sys\n" },
  { name: "sorted: last", before: "import os\n\nx = 1\n", after: "import os\nimport ssl\n\nx = 1\n" },
  {
    name: "unsorted: after the last plain one",
    before: "import sys\nimport os\nimport re\n",
    after: "import sys\nimport os\nimport re\nimport ssl\n",
  },
  {
    name: "unsorted, then from-imports",
    before: "import sys\nimport os\nfrom re import match\n",
    after: "import sys\nimport os\nimport ssl\nfrom re import match\n",
  },
  {
    name: "sorted by length",
    before: "import os\nimport sys\nimport time\nimport select\nimport logging\n",
    after: "import os\nimport sys\nimport ssl\nimport time\nimport select\nimport logging\n",
  },
  {
    name: "before from-imports",
    before: "from os import path\nfrom sys import argv\n",
    after: "import ssl\nfrom os import path\nfrom sys import argv\n",
  },
  {
    name: "plain ones, then from-imports",
    before: "import os\nimport sys\nfrom abc import ABC\nfrom typing import Any\n",
    after: "import os\nimport ssl\nimport sys\nfrom abc import ABC\nfrom typing import Any\n",
  },
  {
    name: "plain ones after from-imports",
    before: "from abc import ABC\nimport os\nimport sys\n",
    after: "from abc import ABC\nimport os\nimport ssl\nimport sys\n",
  },
  {
    name: "sorted within the section",
    before: "import os\nfrom re import match\nimport socket\nfrom sys import argv\nimport time\n",
    after: "import os\nfrom re import match\nimport socket\nimport ssl\nfrom sys import argv\nimport time\n",
  },
  {
    name: "without regard to case",
    before: "import os\nimport Queue\nimport time\n",
    after: "import os\nimport Queue\nimport ssl\nimport time\n",
  },
  {
    name: "several on one line",
    before: "import os, sys\nimport time\n",
    after: "import os, sys\nimport ssl\nimport time\n",
  },
  {
    name: "the standard library's block",
    before: "import os\n\nimport requests\n\nfrom . import x\n",
    after: "import os\nimport ssl\n\nimport requests\n\nfrom . import x\n",
  },
  {
    name: "third-party ones in the block",
    before: "import os\nimport sys\nimport requests\n",
    after: "import os\nimport ssl\nimport sys\nimport requests\n",
  },
  {
    name: "a block below another",
    before: "import requests\n\nimport os\nimport time\n",
    after: "import requests\n\nimport os\nimport ssl\nimport time\n",
  },
  {
    name: "trailing comments",
    before: "import os  # noqa\nimport sys  # x\n",
    after: "import os  # noqa\nimport ssl\nimport sys  # x\n",
  },
  {
    name: "a comment above the next one",
    before: "import os\n# for x\nimport time\n",
    after: "import os\nimport ssl\n# for x\nimport time\n",
  },
  {
    name: "a comment that heads the block",
    before: "# Standard library\nimport time\n",
    after: "# Standard library\nimport ssl\nimport time\n",
  },
  {
    name: "joined by a semicolon",
    before: "import os; import sys\nx = 1\n",
    after: "import os; import sys\nimport ssl\nx = 1\n",
  },
  {
    name: "joined with code: no import line",
    before: "import time; x = 1\ny = 2\n",
    after: "import ssl\n\nimport time; x = 1\ny = 2\n",
  },
  {
    name: "a continuation",
    before: "import os, \\\n    sys\nx = 1\n",
    after: "import os, \\\n    sys\nimport ssl\nx = 1\n",
  },
  {
    name: "parentheses",
    before: "import os\nfrom sys import (\n    argv,\n)\nx = 1\n",
    after: "import os\nimport ssl\nfrom sys import (\n    argv,\n)\nx = 1\n",
  },
  {
    name: "not in a try",
    before: "import os\ntry:\n    import json\nexcept ImportError:\n    json = None\nimport time\n",
    after:
      "import os\nimport ssl\ntry:\n    import json\nexcept ImportError:\n    json = None\nimport time\n",
  },
  {
    name: "nothing but a try",
    before: "try:\n    import json\nexcept ImportError:\n    json = None\n",
    after: "import ssl\n\ntry:\n    import json\nexcept ImportError:\n    json = None\n",
  },
  {
    name: "after __future__",
    before: "from __future__ import print_function\nimport time\n",
    after: "from __future__ import print_function\nimport ssl\nimport time\n",
  },
  {
    name: "a run below other code",
    before: "__author__ = 'x'\nimport os\n",
    after: "__author__ = 'x'\nimport os\nimport ssl\n",
  },
  {
    name: "a run too late",
    before: "x = ssl.y\nimport os\n",
    after: "import ssl\n\nx = ssl.y\nimport os\n",
    use: "ssl.y",
  },
  {
    name: "the part of a run before the use",
    before: "import time\nx = ssl.y\nimport os\n",
    after: "import ssl\nimport time\nx = ssl.y\nimport os\n",
    use: "ssl.y",
  },
  {
    name: "third-party only",
    before: "import requests\n\nx = 1\n",
    after: "import ssl\n\nimport requests\n\nx = 1\n",
  },
  {
    name: "third-party only, with a head",
    before: "x = 1\n\n# Third party\nimport requests\n",
    after: "x = 1\n\nimport ssl\n\n# Third party\nimport requests\n",
  },
  {
    name: "relative only",
    before: "#!/usr/bin/env python\n# Licence\n\nfrom . import x\n",
    after: "#!/usr/bin/env python\n# Licence\n\nimport ssl\n\nfrom . import x\n",
  },
  {
    name: "relative right after the header",
    before: "#!/usr/bin/env python\nfrom . import x\n",
    after: "#!/usr/bin/env python\nimport ssl\n\nfrom . import x\n",
  },
  {
    name: "after a monkey patch",
    before: "from gevent import monkey\nmonkey.patch_all()\nimport os\n",
    after: "from gevent import monkey\nmonkey.patch_all()\nimport os\nimport ssl\n",
  },
  {
    name: "after a monkey patch on the import's line",
    before: "from gevent import monkey; monkey.patch_all()\n\nimport time\n",
    after: "from gevent import monkey; monkey.patch_all()\n\nimport ssl\nimport time\n",
  },
  { name: "no newline at the end", before: "import os", after: "import os\nimport ssl" },
  { name: "CRLF", before: "import os\r\n\r\nx = 1\r\n", after: "import os\r\nimport ssl\r\n\r\nx = 1\r\n" },
];

const alone: readonly Case[] = [
  { name: "an empty file", before: "", after: "import ssl\n" },
  { name: "code only", before: "x = 1\n", after: "import ssl\n\nx = 1\n" },
  { name: "a function only", before: "def f():\n    pass\n", after: "import ssl\n\n\ndef f():\n    pass\n" },
  {
    name: "a decorated class only",
    before: "@a\nclass B: pass\n",
    after: "import ssl\n\n\n@a\nclass B: pass\n",
  },
  {
    name: "a shebang",
    before: "#!/usr/bin/env python\nx = 1\n",
    after: "#!/usr/bin/env python\nimport ssl\n\nx = 1\n",
  },
  {
    name: "a shebang and a cookie",
    before: "#!/usr/bin/python\n# -*- coding: utf-8 -*-\n\nx = 1\n",
    after: "#!/usr/bin/python\n# -*- coding: utf-8 -*-\n\nimport ssl\n\nx = 1\n",
  },
  {
    name: "a licence and the code's comment",
    before: "# Copyright X\n# All rights\n\n# The code\nx = 1\n",
    after: "# Copyright X\n# All rights\n\nimport ssl\n\n# The code\nx = 1\n",
  },
  {
    name: "a comment about the code",
    before: "# The answer\nx = 1\n",
    after: "import ssl\n\n# The answer\nx = 1\n",
  },
  { name: "only comments", before: "# a\n", after: "# a\n\nimport ssl\n" },
  { name: "only a comment, no newline", before: "# a", after: "# a\n\nimport ssl\n" },
  { name: "a docstring", before: '"""Doc."""\n\nx = 1\n', after: '"""Doc."""\n\nimport ssl\n\nx = 1\n' },
  {
    name: "a docstring and code right after",
    before: '"""Doc."""\nx = 1\n',
    after: '"""Doc."""\n\nimport ssl\n\nx = 1\n',
  },
  {
    name: "a docstring and two blank lines",
    before: '"""Doc."""\n\n\ndef f(): pass\n',
    after: '"""Doc."""\n\nimport ssl\n\n\ndef f(): pass\n',
  },
  { name: "only a docstring, no newline", before: '"""Doc."""', after: '"""Doc."""\n\nimport ssl\n' },
  {
    name: "a docstring with a prefix",
    before: "R'''\nDoc.\n'''\nx = 1\n",
    after: "R'''\nDoc.\n'''\n\nimport ssl\n\nx = 1\n",
  },
  {
    name: "a docstring in parentheses",
    before: "('a'\n 'b')\nx = 1\n",
    after: "('a'\n 'b')\n\nimport ssl\n\nx = 1\n",
  },
  { name: "a docstring of two parts", before: "'a' 'b'\nx = 1\n", after: "'a' 'b'\n\nimport ssl\n\nx = 1\n" },
  { name: "a docstring with a semicolon", before: "'a';\nx = 1\n", after: "'a';\n\nimport ssl\n\nx = 1\n" },
  {
    name: "a docstring joined with code",
    before: "'a'; y = 2\nx = 1\n",
    after: "'a'; y = 2\n\nimport ssl\n\nx = 1\n",
  },
  {
    name: "a docstring joined with the use",
    before: "'a'; y = ssl.x\n",
    after: "'a'; import ssl; y = ssl.x\n",
    use: "ssl.x",
  },
  {
    name: "__future__ joined with the use",
    before: "from __future__ import a; y = ssl.x\n",
    after: "from __future__ import a; import ssl; y = ssl.x\n",
    use: "ssl.x",
  },
  { name: "a second string", before: "'a'\n'b'\nx = 1\n", after: "'a'\n\nimport ssl\n\n'b'\nx = 1\n" },
  {
    name: "a comment after the docstring",
    before: "'a'  # c\n# d\nx = 1\n",
    after: "'a'  # c\n\nimport ssl\n\n# d\nx = 1\n",
  },
  {
    name: "a docstring that ends in a continuation",
    before: "'a' \\\n\nx = 1\n",
    after: "'a' \\\n\n\nimport ssl\n\nx = 1\n",
  },
  {
    name: "__future__ only",
    before: "from __future__ import a\n\nx = 1\n",
    after: "from __future__ import a\n\nimport ssl\n\nx = 1\n",
  },
  { name: "a byte order mark", before: "\uFEFFx = 1\n", after: "\uFEFFimport ssl\n\nx = 1\n" },
  {
    name: "a byte order mark and imports",
    before: "\uFEFFimport time\n",
    after: "\uFEFFimport ssl\nimport time\n",
  },
  {
    name: "CRLF and a docstring",
    before: '"""Doc."""\r\nx = 1\r\n',
    after: '"""Doc."""\r\n\r\nimport ssl\r\n\r\nx = 1\r\n',
  },
  { name: "a leading blank line", before: "\nx = 1\n", after: "import ssl\n\nx = 1\n" },
];

const AS: ImportNeed = { module: "ssl", name: "_ssl" };
const CLIENT: ImportNeed = { module: "http.client", name: "http.client" };
const CERTIFI: ImportNeed = { module: "certifi", name: "certifi" };

const needs: readonly Case[] = [
  { name: "another name", before: "import os\n", after: "import os\nimport ssl as _ssl\n", needs: [AS] },
  {
    name: "a dotted module",
    before: "import os\n",
    after: "import http.client\nimport os\n",
    needs: [CLIENT],
  },
  {
    name: "two at once",
    before: "import os\n",
    after: "import http.client\nimport os\nimport ssl\n",
    needs: [SSL, CLIENT],
  },
  {
    name: "two at one place",
    before: "import os\n",
    after: "import os\nimport socket\nimport ssl\n",
    needs: [SSL, { module: "socket", name: "socket" }],
  },
  {
    name: "two in an empty file",
    before: "",
    after: "import http.client\nimport ssl\n",
    needs: [SSL, CLIENT],
  },
  { name: "the same twice", before: "x\n", after: "import ssl\n\nx\n", needs: [SSL, SSL] },
  { name: "bound already", before: "import os, ssl\n", after: "import os, ssl\n" },
  {
    name: "bound already by another name",
    before: "import ssl as _ssl\n",
    after: "import ssl as _ssl\n",
    needs: [AS],
  },
  {
    name: "bound by another name only",
    before: "import ssl as tls\n",
    after: "import ssl\nimport ssl as tls\n",
  },
  {
    name: "bound too late",
    before: "import os\nx = ssl.y\nimport ssl\n",
    after: "import os\nimport ssl\nx = ssl.y\nimport ssl\n",
    use: "ssl.y",
  },
  {
    name: "bound in a try only",
    before: "try:\n    import ssl\nexcept ImportError:\n    pass\n",
    after: "import ssl\n\ntry:\n    import ssl\nexcept ImportError:\n    pass\n",
  },
  {
    name: "third-party among its own",
    before: "import os\n\nimport attr\nimport requests\n",
    after: "import os\n\nimport attr\nimport certifi\nimport requests\n",
    needs: [CERTIFI],
  },
  {
    name: "third-party after the standard library",
    before: "import os\n\nx = 1\n",
    after: "import os\n\nimport certifi\n\nx = 1\n",
    needs: [CERTIFI],
  },
  {
    name: "both kinds at one offset",
    before: "import os\n\nx = 1\n",
    after: "import os\nimport ssl\n\nimport certifi\n\nx = 1\n",
    needs: [CERTIFI, SSL],
  },
  {
    name: "both kinds, no newline at the end",
    before: "import os",
    after: "import os\nimport ssl\n\nimport certifi",
    needs: [CERTIFI, SSL],
  },
];

describe.each([
  ["among imports", among],
  ["where there are none", alone],
  ["what is needed", needs],
])("%s", (_title, cases) => {
  test.each(cases)("$name", async (item) => {
    const once = await add(item);
    expect(once).toBe(item.after);
    const { use, ...rest } = item;
    expect(await add({ ...rest, before: once, ...(use === undefined ? {} : { use }) })).toBe(item.after);
  });
});
