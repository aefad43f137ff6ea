"""Where CPython binds every name of a source text, by its own ast and symtable modules.

Reads a JSON list of source texts from stdin and writes, for each, either {"error": ...} or
{"names": [[line, column, name, answer], ...]}. Columns count UTF-16 code units. An answer is "unbound"
(a builtin, or a name that the text nowhere binds) or the kind and place of the scope that binds the name:
"module", "function 3:4", "class 1:0", "lambda 2:8", "comprehension 5:1", "types 7:0".
"""

import ast
import bisect
import io
import json
import sys
import symtable
import tokenize

COMPREHENSIONS = {
    ast.ListComp: "listcomp",
    ast.SetComp: "setcomp",
    ast.DictComp: "dictcomp",
    ast.GeneratorExp: "genexpr",
}
# From 3.12 on, symtable leaves out the comprehensions that are compiled inline (PEP 709).
INLINES = sys.version_info >= (3, 12)
# Before 3.12, the parts of an f-string have no places of their own.
PLACES_IN_FSTRINGS = sys.version_info >= (3, 12)


def kind_of(table):
    return str(getattr(table.get_type(), "value", table.get_type()))


class Scope:
    """A symbol table with the node that opened it."""

    def __init__(self, table, parent, label, name=""):
        self.table, self.parent, self.label = table, parent, label
        self.kind = kind_of(table)
        self.private = name if self.kind == "class" else parent.private if parent else ""
        self.children = list(table.get_children())

    def take(self, *names):
        """The child that the compiler made for the next construct of one of these names."""
        for child in self.children:
            if child.get_name() in names:
                self.children.remove(child)
                return child
        raise LookupError("no table %r in %s %r" % (names, self.label, self.children))

    def symbol(self, name):
        try:
            return self.table.lookup(mangled(name, self.private))
        except KeyError:
            return None


def mangled(name, private):
    if not private or not name.startswith("__") or name.endswith("__") or "." in name:
        return name
    stripped = private.lstrip("_")
    return "_%s%s" % (stripped, name) if stripped else name


class AsGenerators(ast.NodeTransformer):
    """Makes every comprehension a generator expression, which has the same scopes and is never inlined."""

    def visit_ListComp(self, node):
        self.generic_visit(node)
        return ast.copy_location(ast.GeneratorExp(node.elt, node.generators), node)

    visit_SetComp = visit_ListComp

    def visit_DictComp(self, node):
        self.generic_visit(node)
        pair = ast.copy_location(ast.Tuple([node.key, node.value], ast.Load()), node.key)
        return ast.copy_location(ast.GeneratorExp(pair, node.generators), node)


class Occurrences(ast.NodeVisitor):
    """Visits in the order in which CPython's symtable.c makes its tables."""

    def __init__(self, source, as_compiled):
        self.lines = source.split("\n")
        self.tokens = [
            (t.start[0], t.start[1], t.string)
            for t in tokenize.generate_tokens(io.StringIO(source).readline)
            if t.type == tokenize.NAME
        ]
        self.scope = Scope(symtable.symtable(as_compiled, "<text>", "exec"), None, "module")
        self.module = self.scope
        self.found = []
        self.later = []

    # Places

    def column(self, line, utf8):
        return len(self.lines[line - 1].encode()[:utf8].decode())

    def start(self, node):
        return node.lineno, self.column(node.lineno, node.col_offset)

    def end(self, node):
        return node.end_lineno, self.column(node.end_lineno, node.end_col_offset)

    def utf16(self, place):
        return len(self.lines[place[0] - 1][: place[1]].encode("utf-16-le")) // 2

    def label(self, kind, node):
        place = self.start(node)
        return "%s %d:%d" % (kind, place[0], self.utf16(place))

    def words(self, begin, end=(1 << 60, 0)):
        """The words from one place up to another."""
        at = bisect.bisect_left(self.tokens, (begin[0], begin[1], ""))
        while at < len(self.tokens) and self.tokens[at][:2] < end:
            yield self.tokens[at]
            at += 1

    def word_after(self, begin, *skipped):
        return next(word for word in self.words(begin) if word[2] not in skipped)

    def last_word(self, node):
        return list(self.words(self.start(node), self.end(node)))[-1]

    # Names

    def name_at(self, word, name=None):
        # Bindings made by inner scopes are known only once everything is visited.
        self.later.append((word[:2], name or word[2], self.scope))

    def answers(self):
        for place, name, scope in self.later:
            yield [place[0], self.utf16(place), name, self.bound(name, scope)]

    def bound(self, name, scope):
        symbol = scope.symbol(name)
        if scope.kind not in ("module", "function", "class"):
            return self.bound_in_types(name, scope, symbol)
        if symbol is None and scope.parent is not None:
            # An annotation that `from __future__ import annotations` leaves unread.
            return self.bound(name, scope.parent if scope.parent.kind != "class" else scope.parent.parent)
        # symtable takes a function called "top" for the module: what is local there is "global" as well.
        if scope.kind != "module" and symbol.is_local():
            return scope.label
        if scope.kind == "module" or symbol.is_global():
            return "module" if self.is_module_name(mangled(name, scope.private)) else "unbound"
        return self.bound_outside(name, scope)

    def bound_in_types(self, name, scope, symbol):
        """Annotation scopes see the names of a class that directly holds them (PEP 695)."""
        if symbol is not None and symbol.is_local():
            return scope.label
        if symbol is not None and symbol.is_free():
            return self.bound_outside(name, scope)
        outer = scope.parent
        while outer.kind not in ("module", "function", "class"):
            outer = outer.parent
        return self.bound(name, outer)

    def bound_outside(self, name, scope):
        outer = scope.parent
        while outer is not None:
            symbol = outer.symbol(name)
            holds = symbol is not None and symbol.is_local()
            sees = outer.kind != "class" or scope.kind not in ("function", "class")
            if holds and sees and outer.kind != "module":
                return outer.label
            outer = outer.parent
        return "unbound"  # __class__ of a method

    def is_module_name(self, name):
        if not hasattr(self, "module_names"):
            self.module_names = set()
            self.collect(self.module.table)
        return name in self.module_names

    def collect(self, table):
        for symbol in table.get_symbols():
            bound = symbol.is_assigned() or symbol.is_imported() or symbol.is_annotated()
            if bound and (table.get_type() == "module" or symbol.is_declared_global()):
                self.module_names.add(symbol.get_name())
        for child in table.get_children():
            self.collect(child)

    # Scopes

    def inside(self, table, label, visit, name=""):
        outer = self.scope
        self.scope = Scope(table, outer, label, name)
        visit()
        if self.scope.children:
            raise LookupError("tables left in %s: %r" % (label, self.scope.children))
        self.scope = outer

    def all(self, nodes):
        for node in nodes:
            if node is not None:
                self.visit(node)

    def visit_Module(self, node):
        self.all(node.body)
        if self.scope.children:
            raise LookupError("tables left: %r" % self.scope.children)

    def visit_Name(self, node):
        self.name_at(self.start(node), node.id)

    def visit_FunctionDef(self, node):
        self.name_at(self.word_after(self.start(node), "async", "def"))
        self.all(node.args.defaults)
        self.all(node.args.kw_defaults)
        self.all(node.decorator_list)

        def rest():
            self.annotations(node)
            self.inside(
                self.scope.take(node.name),
                self.label("function", node),
                lambda: (self.parameters(node.args), self.all(node.body)),
            )

        self.with_types(node, rest)

    visit_AsyncFunctionDef = visit_FunctionDef

    def with_types(self, node, rest):
        if not getattr(node, "type_params", None):
            rest()
            return
        name = node.name if isinstance(node.name, str) else node.name.id
        self.inside(
            self.scope.take(name),
            self.label("types", node),
            lambda: (self.all(node.type_params), rest()),
        )

    def annotations(self, node):
        args = node.args
        all_args = getattr(args, "posonlyargs", []) + args.args + [args.vararg] + args.kwonlyargs + [args.kwarg]
        annotations = [a.annotation for a in all_args if a is not None] + [node.returns]
        self.all(annotations)

    def parameters(self, args):
        every = getattr(args, "posonlyargs", []) + args.args + [args.vararg] + args.kwonlyargs + [args.kwarg]
        for arg in every:
            if arg is not None:
                self.name_at(self.start(arg), arg.arg)

    def visit_Lambda(self, node):
        self.all(node.args.defaults)
        self.all(node.args.kw_defaults)
        self.inside(
            self.scope.take("lambda"),
            self.label("lambda", node),
            lambda: (self.parameters(node.args), self.visit(node.body)),
        )

    def visit_ClassDef(self, node):
        self.name_at(self.word_after(self.start(node), "class"))
        self.all(node.decorator_list)

        def rest():
            self.all(node.bases)
            self.all(node.keywords)
            self.inside(
                self.scope.take(node.name), self.label("class", node), lambda: self.all(node.body), node.name
            )

        self.with_types(node, rest)

    def comprehension(self, node):
        first = node.generators[0]
        self.visit(first.iter)

        def rest():
            self.visit(first.target)
            self.all(first.ifs)
            for generator in node.generators[1:]:
                self.visit(generator.target)
                self.visit(generator.iter)
                self.all(generator.ifs)
            parts = [node.value, node.key] if isinstance(node, ast.DictComp) else [node.elt]
            self.all(parts)

        self.inside(self.scope.take(COMPREHENSIONS[type(node)]), self.label("comprehension", node), rest)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = comprehension

    def visit_TypeAlias(self, node):
        self.visit(node.name)
        self.with_types(
            node, lambda: self.inside(self.scope.take(node.name.id), "alias", lambda: self.visit(node.value))
        )

    def visit_TypeVar(self, node):
        self.name_at(self.word_after(self.start(node)))
        for part in (node.bound, getattr(node, "default_value", None)):
            if part is not None:
                self.inside(self.scope.take(node.name), "bound", lambda: self.visit(part))

    visit_TypeVarTuple = visit_ParamSpec = lambda self, node: self.type_tuple(node)

    def type_tuple(self, node):
        self.name_at(self.word_after(self.start(node)))
        default = getattr(node, "default_value", None)
        if default is not None:
            self.inside(self.scope.take(node.name), "bound", lambda: self.visit(default))

    # Words that are names without being ast.Name

    def visit_alias(self, node):
        if node.name == "*":
            return
        self.name_at(self.last_word(node) if node.asname else next(self.words(self.start(node))))

    def visit_ImportFrom(self, node):
        self.all(node.names)

    def visit_ExceptHandler(self, node):
        if node.type is not None:
            self.visit(node.type)
        if node.name:
            self.name_at(self.word_after(self.end(node.type), "as"))
        self.all(node.body)

    def visit_Global(self, node):
        for word in list(self.words(self.start(node), self.end(node)))[1:]:
            self.name_at(word)

    visit_Nonlocal = visit_Global

    def visit_MatchAs(self, node):
        if node.pattern is not None:
            self.visit(node.pattern)
        if node.name is not None:
            self.name_at(self.last_word(node))

    def visit_MatchStar(self, node):
        if node.name is not None:
            self.name_at(self.last_word(node))

    def visit_MatchMapping(self, node):
        self.all(node.keys)
        self.all(node.patterns)
        if node.rest is not None:
            self.name_at(self.last_word(node))

    def visit_JoinedStr(self, node):
        before = len(self.later)
        self.generic_visit(node)
        if not PLACES_IN_FSTRINGS:
            del self.later[before:]

    # Statements whose parts symtable.c visits in another order than ast names them

    def visit_AnnAssign(self, node):
        self.visit(node.target)
        self.visit(node.annotation)
        if node.value is not None:
            self.visit(node.value)


def names_of(source):
    try:
        tree = ast.parse(source)
        as_compiled = source
        if INLINES:
            symtable.symtable(source, "<text>", "exec")
            tree = AsGenerators().visit(tree)
            as_compiled = ast.unparse(tree)
        visitor = Occurrences(source, as_compiled)
        visitor.visit(tree)
        return {"names": list(visitor.answers())}
    except (SyntaxError, ValueError, tokenize.TokenError) as error:
        return {"error": "%s: %s" % (type(error).__name__, error)}


if __name__ == "__main__":
    sys.setrecursionlimit(10000)
    texts = json.load(io.TextIOWrapper(sys.stdin.buffer, "utf-8"))
    json.dump([names_of(text) for text in texts], sys.stdout)
