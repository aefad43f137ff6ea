"""Lists where the tokens of Python files spell wrap_socket as a member of something called ssl.

A second opinion on what tlsfix finds, which knows no scopes: comments and strings are left out, and
context.wrap_socket() with them. Usage: mentions.py FOLDER. Output: JSON [[path, line, text], ...].
"""

import io
import json
import os
import sys
import tokenize


def tokens_of(path):
    with open(path, "rb") as file:
        text = file.read().decode("latin-1")
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            yield token
    except (tokenize.TokenError, IndentationError, SyntaxError):
        return


def mentions(path):
    before = [None, None]
    for token in tokens_of(path):
        if token.type in (tokenize.NL, tokenize.COMMENT):
            continue
        if token.string == "wrap_socket" and token.type == tokenize.NAME:
            dot, owner = before[1], before[0]
            if dot and dot.string == "." and owner and "ssl" in owner.string.lower().split("_"):
                yield token.start[0], token.line.strip()
        before = [before[1], token]


def main():
    top = sys.argv[1]
    found = []
    for folder, _, files in os.walk(top):
        for name in sorted(files):
            path = os.path.join(folder, name)
            if name.endswith(".py"):
                found += [[os.path.relpath(path, top), line, text] for line, text in mentions(path)]
    print(json.dumps(found))


main()
