"""Counts what one call shows of insecure TLS, with LibCST. Usage: libcst_visitor.py PROCESSES FOLDER."""

import libcst
from libcst.metadata import MetadataWrapper, QualifiedNameProvider
from libcst_files import over_files

FUNCTIONS = {"ssl.wrap_socket", "ssl._create_unverified_context", "ssl.SSLContext"}
WITHOUT_CONTEXT = {
    "http.client.HTTPSConnection": "context",
    "smtplib.SMTP_SSL": "context",
    "imaplib.IMAP4_SSL": "ssl_context",
    "ftplib.FTP_TLS": "context",
}
REQUESTS = ("requests.", "httpx.")


class Visitor(libcst.CSTVisitor):
    METADATA_DEPENDENCIES = (QualifiedNameProvider,)

    def __init__(self):
        super().__init__()
        self.count = 0

    def visit_Call(self, node):
        keywords = {argument.keyword.value: argument.value for argument in node.args if argument.keyword}
        for qualified in self.get_metadata(QualifiedNameProvider, node.func, ()):
            name = qualified.name
            unverified = getattr(keywords.get("verify"), "value", None) == "False"
            if (
                name in FUNCTIONS
                or (name in WITHOUT_CONTEXT and WITHOUT_CONTEXT[name] not in keywords)
                or (name.startswith(REQUESTS) and unverified)
            ):
                self.count += 1


def count(path):
    try:
        with open(path, "rb") as file:
            wrapper = MetadataWrapper(libcst.parse_module(file.read()), unsafe_skip_copy=True)
        visitor = Visitor()
        wrapper.visit(visitor)
        return visitor.count
    except Exception:  # What it cannot parse it counts nothing in; the benchmark is about the rest.
        return 0


if __name__ == "__main__":
    over_files(count)
