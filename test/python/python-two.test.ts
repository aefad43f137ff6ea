import { describe, expect, it } from "vitest";
import { moduleOf } from "../parser.ts";

const TRY = "try:\n    connect()\n";

describe("a file of Python 2", () => {
  it.each([
    ["a handler that gives its name the exception", `${TRY}except IOError, e:\n    print(e)\n`],
    ["one that names the exception alone", `${TRY}except IOError, e:\n    pass\n`],
    ["one of several kinds", `${TRY}except (IOError, OSError), e:\n    pass\n`],
    [
      "one in a function",
      `def run():\n    try:\n        connect()\n    except IOError, e:\n        log(e)\n`,
    ],
    ["a statement", "print 'x'\n"],
    ["a raised pair", "raise ValueError, 'x'\n"],
  ])("is known by %s", (_, text) => {
    expect(moduleOf(text).isPythonTwo).toBe(true);
  });

  it.each([
    ["two kinds of exceptions", `${TRY}except IOError, ValueError:\n    pass\n`],
    ["an exception of another module", `import errors\n${TRY}except IOError, errors.refused:\n    pass\n`],
    ["a name that is imported", `from errors import refused\n${TRY}except IOError, refused:\n    pass\n`],
    [
      "one that is imported, in a function",
      `from errors import refused\ndef run():\n    try:\n        connect()\n    except IOError, refused:\n        pass\n`,
    ],
    ["a name that is assigned", `refused = find()\n${TRY}except IOError, refused:\n    pass\n`],
    ["a name that a star may bring", `from errors import *\n${TRY}except IOError, refused:\n    pass\n`],
    [
      "a parameter",
      "def run(refused):\n    try:\n        connect()\n    except IOError, refused:\n        pass\n",
    ],
    ["three names", `${TRY}except IOError, OSError, refused:\n    pass\n`],
    ["a handler of today", `${TRY}except IOError as e:\n    pass\n`],
    ["a comment that looks like one", "# except IOError, e:\nprint('x')\n"],
  ])("is not known by %s", (_, text) => {
    expect(moduleOf(text).isPythonTwo).toBe(false);
  });
});
