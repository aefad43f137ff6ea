"""A pytest plugin that appends one JSON line for each test to the file CORPUS_OUTCOMES names.

[id, "collected"], then [id, "passed" | "failed" | "skipped"]. A test that hangs until the process
is killed has only the first line; a file that cannot be collected has a line of its own, failed.
"""

import json
import os


def note(name, outcome):
    with open(os.environ["CORPUS_OUTCOMES"], "a") as file:
        file.write(json.dumps([name, outcome]) + "\n")


def pytest_collection_modifyitems(items):
    for item in items:
        note(item.nodeid, "collected")


def pytest_collectreport(report):
    if report.failed:
        note(report.nodeid, "failed")


def pytest_runtest_logreport(report):
    if report.when == "call" or report.outcome != "passed":
        note(report.nodeid, report.outcome)
