"""A pytest plugin that appends one JSON line for each test to the file CORPUS_OUTCOMES names.

[id, "collected"], then [id, "passed" | "failed" | "skipped", what it said]. A test that hangs until the
process is killed has only the first line; a file that cannot be collected has a line of its own, failed.
"""

import json
import os


def note(name, outcome, said=""):
    with open(os.environ["CORPUS_OUTCOMES"], "a") as file:
        file.write(json.dumps([name, outcome, said]) + "\n")


def message(report):
    """The first line of the exception, whichever of pytest's shapes it comes in."""
    crash = getattr(report.longrepr, "reprcrash", None)
    if crash is not None:
        return crash.message.strip().split("\n")[0]
    if isinstance(report.longrepr, tuple):
        return str(report.longrepr[-1])
    said = [line for line in str(report.longrepr).split("\n") if line.startswith("E ")]
    return said[-1][1:].strip() if said else str(report.longrepr).split("\n")[-1]


def pytest_collection_modifyitems(items):
    for item in items:
        note(item.nodeid, "collected")


def pytest_collectreport(report):
    if report.failed:
        note(report.nodeid, "failed", message(report))


def pytest_runtest_logreport(report):
    if report.when == "call" or report.outcome != "passed":
        said = "" if report.outcome == "passed" else message(report)
        note(report.nodeid, report.outcome, said)
