"""Drops `verify=False` from calls of requests, with LibCST. Usage: libcst_codemod.py PROCESSES FOLDER."""

import libcst
from libcst.metadata import MetadataWrapper, QualifiedNameProvider
from libcst_files import over_files


class DropVerify(libcst.CSTTransformer):
    METADATA_DEPENDENCIES = (QualifiedNameProvider,)

    def leave_Call(self, original, updated):
        names = self.get_metadata(QualifiedNameProvider, original.func, ())
        if not any(qualified.name.startswith("requests.") for qualified in names):
            return updated
        kept = [argument for argument in updated.args if not is_unverified(argument)]
        if len(kept) == len(updated.args):
            return updated
        if kept:
            kept[-1] = kept[-1].with_changes(comma=libcst.MaybeSentinel.DEFAULT)
        return updated.with_changes(args=kept)


def is_unverified(argument):
    return (
        argument.keyword is not None
        and argument.keyword.value == "verify"
        and getattr(argument.value, "value", None) == "False"
    )


def rewrite(path):
    with open(path, "rb") as file:
        before = file.read()
    wrapper = MetadataWrapper(libcst.parse_module(before), unsafe_skip_copy=True)
    after = wrapper.visit(DropVerify()).bytes
    if after == before:
        return 0
    with open(path, "wb") as file:
        file.write(after)
    return 1


if __name__ == "__main__":
    over_files(rewrite)
