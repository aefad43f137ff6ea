"""Runs many Python programs in forks of one interpreter: CPython 2.7, and 3.6 and later.

Usage: driver.py WORKERS. Standard input has one JSON job a line:
    {"id", "program": path, "env": {...}, "timeout": seconds, "record": whether to, "peer": null or
     {"ca", "cert", "key", "version", "host", "talk"}}
Standard output gets one JSON result a line:
    {"id", "outcome", "last", "peer", "warnings", "connections": null or what connections.py says}

A job with a peer is a server: it is given a free PORT, and the peer, a client that
verifies chain and host, connects to it from a fork of its own.

An outcome is "accepted", "refused:REASON", "error:CLASS", "timeout" or "ended". A
program ends with a line "got ..." when it was served, or "failed: CLASS: message"
when it caught the exception itself.
"""

from __future__ import print_function

import errno
import json
import os
import re
import select
import signal
import socket
import ssl
import sys
import time
import types
import warnings

try:
    import http.client  # noqa: F401  imported before the forks, to be quick
    import urllib.request  # noqa: F401
except ImportError:
    pass

if sys.version_info[0] == 2:
    from StringIO import StringIO
else:
    from io import StringIO

REASONS = (
    ("hostname", ("hostname mismatch", "ip address mismatch", "doesn't match", "does not match")),
    ("certificate", ("certificate verify failed", "certificate_verify_failed")),
    ("client-certificate", ("alert certificate required", "alert handshake failure",
                            "did not return a certificate")),
    ("by-peer", ("alert unknown ca", "alert bad certificate", "alert certificate unknown",
                 "alert certificate expired", "alert internal error")),
    ("protocol", ("unsupported protocol", "no protocols available", "wrong version number",
                  "alert protocol version", "version too low", "no ciphers available",
                  "no shared cipher")),
)
DROPPED = ("ConnectionResetError", "BrokenPipeError", "ConnectionAbortedError", "SSLEOFError",
           "RemoteDisconnected", "BadStatusLine")


def classify(name, message):
    text = message.lower().replace("_", " ")
    for reason, marks in REASONS:
        if any(mark.replace("_", " ") in text for mark in marks):
            return "refused:" + reason
    if name in DROPPED or "[errno 104]" in text or "[errno 32]" in text or "eof occurred" in text:
        return "dropped"
    return "error:" + name


def outcome_of_line(last):
    if last.startswith("got "):
        return "accepted"
    failed = re.match(r"failed: (\w+): ?(.*)", last)
    return classify(failed.group(1), failed.group(2)) if failed else "ended"


class Recorder(list):
    """Stands in for warnings.showwarning, and keeps what concerns ssl."""

    def show(self, message, category, *rest, **named):
        text = str(message)
        if issubclass(category, DeprecationWarning) and "ssl" in text.lower():
            self.append(text)


def run_program(job):
    recorder = Recorder()
    warnings.simplefilter("always")
    warnings.showwarning = recorder.show
    os.environ.update(job["env"])
    connections = None
    if job.get("record"):
        sys.path.insert(1, os.path.dirname(job["program"]))
        import connections as recording
        connections = recording.install(job["env"])
    out = sys.stdout = StringIO()
    name = job["program"]
    module = types.ModuleType("__main__")
    module.__file__ = name
    sys.modules["__main__"] = module
    sys.argv = [name]
    raised = None
    try:
        with open(name, "rb") as file:
            source = file.read()
        exec(compile(source, name, "exec", 0, True), module.__dict__)
    except SystemExit as error:
        if error.code not in (None, 0):
            raised = error
    except BaseException as error:
        raised = error
    lines = [line for line in out.getvalue().splitlines() if line.strip()]
    last = lines[-1][:500] if lines else ""
    if raised is None:
        outcome = outcome_of_line(last)
    else:
        last = "%s: %s" % (type(raised).__name__, str(raised)[:500])
        outcome = classify(type(raised).__name__, str(raised))
    return {"outcome": outcome, "last": last, "warnings": sorted(set(recorder)), "connections": connections}


def connect_patiently(port, deadline):
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), 5)
        except (OSError, IOError) as error:
            if error.errno != errno.ECONNREFUSED or time.time() > deadline:
                raise
            time.sleep(0.01)


def visit(peer, port, deadline):
    context = ssl.create_default_context(cafile=peer["ca"])
    if peer.get("version"):
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = getattr(ssl.TLSVersion, peer["version"])
    if peer.get("cert"):
        context.load_cert_chain(peer["cert"], peer["key"])
    raw = connect_patiently(port, deadline)
    if peer["talk"] == "upgrade":
        raw.sendall(b"STARTTLS\n")
        raw.recv(100)
    tls = context.wrap_socket(raw, server_hostname=peer["host"])
    tls.sendall(b"GET / HTTP/1.0\r\n\r\n" if peer["talk"] == "https" else b"hello\n")
    answer = b""
    while b"\n" not in answer[-1:] or peer["talk"] == "https":
        data = tls.recv(4096)
        if not data:
            break
        answer += data
    return answer


def run_peer(job):
    try:
        answer = visit(job["peer"], int(job["env"]["PORT"]), time.time() + job["timeout"] / 2.0)
        return {"outcome": "accepted" if answer else "dropped", "last": answer.decode("latin-1")[-200:]}
    except Exception as error:
        name = type(error).__name__
        return {"outcome": classify(name, str(error)), "last": "%s: %s" % (name, str(error)[:500])}


class Child(object):
    """A fork that does `work(job)` within the job's time, and sends its result through a pipe."""

    def __init__(self, work, job):
        self.result = None
        self.reader, writer = os.pipe()
        self.pid = os.fork()
        if self.pid:
            os.close(writer)
        else:
            os.close(self.reader)
            self.run(work, job, writer)

    def run(self, work, job, writer):
        try:
            signal.alarm(int(job["timeout"]))
            result = json.dumps(work(job)).encode("utf-8")
            signal.alarm(0)
            while result:
                result = result[os.write(writer, result):]
        finally:
            os._exit(0)

    def fileno(self):
        return self.reader

    def reap(self):
        data = b"".join(iter(lambda: os.read(self.reader, 65536), b""))
        os.close(self.reader)
        status = os.waitpid(self.pid, 0)[1]
        expired = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM
        nothing = {"outcome": "timeout" if expired else "crashed", "last": "", "warnings": []}
        self.result = json.loads(data.decode("utf-8")) if data else nothing


class Ports(object):
    """Free ports below the range from which the system takes those of clients."""

    def __init__(self):
        self.next = 10000 + os.getpid() * 131 % 15000

    def take(self):
        while True:
            self.next = self.next + 1 if self.next < 25000 else 10000
            probe = socket.socket()
            try:
                probe.bind(("127.0.0.1", self.next))
                return self.next
            except (OSError, IOError) as error:
                if error.errno != errno.EADDRINUSE:
                    raise
            finally:
                probe.close()


class Run(object):
    """A job under way: the program, and its peer if it has one."""

    def __init__(self, job, ports):
        self.job = job
        if job.get("peer"):
            job["env"]["PORT"] = str(ports.take())
        works = [run_program, run_peer] if job.get("peer") else [run_program]
        self.children = [Child(work, job) for work in works]

    def waiting(self):
        return [child for child in self.children if child.result is None]

    def report(self):
        peer = self.children[1].result if len(self.children) > 1 else None
        print(json.dumps(dict(self.children[0].result, id=self.job["id"], peer=peer)))
        sys.stdout.flush()


def main():
    workers = int(sys.argv[1])
    jobs = [json.loads(line) for line in sys.stdin if line.strip()]
    jobs.reverse()
    ports = Ports()
    running = []
    while jobs or running:
        while jobs and len(running) < workers:
            running.append(Run(jobs.pop(), ports))
        for child in select.select([child for run in running for child in run.waiting()], [], [])[0]:
            child.reap()
        for run in [run for run in running if not run.waiting()]:
            run.report()
        running = [run for run in running if run.waiting()]


main()
