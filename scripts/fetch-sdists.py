"""Fetches source distributions of pinned versions through pip, and runs none of their code.

`pip download` would run the setup.py of each to learn its metadata. This takes pip's own
session (its index, its certificates, its cache) and its own search, and saves the file.

Standard input: JSON lines {"name", "version", "sha256"?}. Usage: fetch-sdists.py FOLDER.
Standard output: JSON lines {"name", "version", "file", "sha256"} or {..., "error"}.
"""

import hashlib
import json
import os
import sys

from pip._internal.commands import create_command


def open_pip(command):
    options, _ = command.parse_args(["--no-deps", "--no-binary", ":all:", "none"])
    session = command.get_default_session(options)
    finder = command._build_package_finder(options, session, ignore_requires_python=True)
    return session, finder


def link_of(finder, name, version):
    links = [
        candidate.link
        for candidate in finder.find_all_candidates(name)
        if str(candidate.version) == version and not candidate.link.is_wheel
    ]
    links.sort(key=lambda link: (not link.filename.endswith(".tar.gz"), link.filename))
    if not links:
        raise LookupError("no source distribution of %s %s" % (name, version))
    return links[0]


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def fetch(session, finder, folder, pin):
    link = link_of(finder, pin["name"], pin["version"])
    path = os.path.join(folder, link.filename)
    if not os.path.exists(path):
        response = session.get(link.url_without_fragment, headers={"Accept-Encoding": "identity"})
        response.raise_for_status()
        with open(path + ".part", "wb") as file:
            file.write(response.content)
        os.rename(path + ".part", path)
    found = digest(path)
    if pin.get("sha256", found) != found:
        os.remove(path)
        raise ValueError("%s has sha256 %s, not the pinned one" % (link.filename, found))
    return {"file": link.filename, "sha256": found}


def answer(session, finder, folder, pin):
    try:
        return dict(pin, **fetch(session, finder, folder, pin))
    except Exception as error:
        return dict(pin, error=str(error))


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    command = create_command("download")
    with command.main_context():
        session, finder = open_pip(command)
        for line in sys.stdin:
            print(json.dumps(answer(session, finder, folder, json.loads(line))), flush=True)


main()
