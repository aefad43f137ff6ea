"""Runs a function over the Python files of a folder, on several processes."""

import multiprocessing
import os
import sys


def python_files(top):
    for folder, folders, names in os.walk(top):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".py", ".pyi", ".pyw")):
                yield os.path.join(folder, name)


def over_files(work):
    """Calls `work` with every path below the folder that the arguments name, and prints the sum of the results."""
    processes, top = int(sys.argv[1]), sys.argv[2]
    with multiprocessing.Pool(processes) as pool:
        print(sum(pool.imap_unordered(work, python_files(top), chunksize=16)))
