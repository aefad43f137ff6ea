import {
  assignedValue,
  type Binding,
  type BindingKind,
  type ImportTarget,
  isComprehension,
  opensScope,
  type ScopeFacts,
} from "./bindings.ts";
import type { SyntaxNode } from "./node.ts";
import { commaTarget } from "./python-two.ts";

/** Collects what the scope that `owner` opens binds itself. */
export function collectFacts(owner: SyntaxNode): ScopeFacts {
  const collector = new Collector();
  if (owner.type === "type_parameter") {
    collector.typeParameters(owner);
    return collector.facts();
  }
  if (owner.type === "function_definition" || owner.type === "lambda") {
    collector.parameters(owner.field("parameters"));
  }
  if (isComprehension(owner)) {
    for (const clause of owner.named) {
      if (clause.type === "for_in_clause") collector.target(clause.field("left"), "for", clause);
    }
    return collector.facts();
  }
  const body = owner.type === "module" ? owner : owner.field("body");
  if (body !== undefined) collector.body(body);
  return collector.facts();
}

/** The patterns that hold captures; the name of a class in `case Point(x)` is none. */
const CAPTURES_IN = new Set(["case_pattern", "union_pattern", "keyword_pattern"]);

/** Expressions that nothing but a walrus in them binds by: most of a body, and not read for its names. */
const WITHOUT_TARGETS = new Set([
  "attribute",
  "await",
  "binary_operator",
  "boolean_operator",
  "call",
  "comparison_operator",
  "concatenated_string",
  "conditional_expression",
  "dictionary",
  "identifier",
  "not_operator",
  "string",
  "subscript",
  "unary_operator",
]);

class Collector {
  readonly #bindings: Binding[] = [];
  readonly #globals = new Set<string>();
  readonly #nonlocals = new Set<string>();
  readonly #stars: string[] = [];

  facts(): ScopeFacts {
    return {
      bindings: this.#bindings,
      globals: this.#globals,
      nonlocals: this.#nonlocals,
      stars: this.#stars,
    };
  }

  body(root: SyntaxNode): void {
    for (const node of root.walk((n) => this.#descends(n))) this.#visit(node);
  }

  /** Defaults, annotations and base classes are evaluated here: a walrus in them binds here. */
  #head(owner: SyntaxNode): void {
    for (const field of ["parameters", "return_type", "superclasses"]) {
      const part = owner.field(field);
      if (part?.text.includes(":=")) this.body(part);
    }
  }

  /** Binds the first name of each parameter: `T`, `*T`, `**P`, `T: bound`. */
  typeParameters(list: SyntaxNode): void {
    for (const parameter of list.named) {
      for (const node of parameter.walk()) {
        if (node.type !== "identifier") continue;
        this.#bind(node, "type", parameter);
        break;
      }
    }
  }

  /** Nested scopes bind for themselves, but for a walrus in a comprehension, which binds here. */
  #descends(node: SyntaxNode): boolean {
    if (!node.isNamed) return false;
    if (WITHOUT_TARGETS.has(node.type) || isComprehension(node)) return node.text.includes(":=");
    return node.type === "module" || !opensScope(node);
  }

  #visit(node: SyntaxNode): void {
    switch (node.type) {
      case "assignment":
        this.#assignment(node);
        break;
      case "augmented_assignment":
        this.target(node.field("left"), "augmented", node);
        break;
      case "for_statement":
        this.target(node.field("left"), "for", node);
        break;
      case "named_expression":
        this.#bind(node.field("name"), "walrus", node, node.field("value"));
        break;
      case "as_pattern":
        this.#asPattern(node);
        break;
      case "except_clause":
        this.target(node.field("alias"), "except", node);
        this.#pythonTwoExcept(node);
        break;
      case "lambda":
        this.#head(node);
        break;
      case "function_definition":
        this.#bind(node.field("name"), "function", node);
        this.#head(node);
        break;
      case "class_definition":
        this.#bind(node.field("name"), "class", node);
        this.#head(node);
        break;
      case "import_statement":
        this.#import(node);
        break;
      case "import_from_statement":
      case "future_import_statement":
        this.#importFrom(node);
        break;
      case "global_statement":
        for (const name of node.named) this.#globals.add(name.text);
        break;
      case "nonlocal_statement":
        for (const name of node.named) this.#nonlocals.add(name.text);
        break;
      case "delete_statement":
        for (const operand of node.named) this.target(operand, "del", node);
        break;
      case "dotted_name":
        this.#capture(node);
        break;
      case "splat_pattern":
        for (const name of node.named) this.#bind(name, "match", node);
        break;
      case "type_alias_statement":
        this.#typeAlias(node);
        break;
    }
  }

  parameters(list: SyntaxNode | undefined): void {
    for (const parameter of list?.named ?? []) this.#parameter(parameter, parameter);
  }

  #parameter(node: SyntaxNode, parameter: SyntaxNode): void {
    switch (node.type) {
      case "identifier":
        this.#bind(node, "parameter", parameter);
        break;
      case "default_parameter":
      case "typed_default_parameter": {
        const name = node.field("name");
        if (name !== undefined) this.#parameter(name, parameter);
        break;
      }
      case "typed_parameter":
      case "list_splat_pattern":
      case "dictionary_splat_pattern":
      case "tuple_pattern":
        for (const child of node.named) if (child.type !== "type") this.#parameter(child, parameter);
        break;
    }
  }

  /** Binds every name of an assignment target; attributes and subscripts bind none. */
  target(node: SyntaxNode | undefined, kind: BindingKind, statement: SyntaxNode, value?: SyntaxNode): void {
    if (node === undefined) return;
    switch (node.type) {
      case "identifier":
        this.#bind(node, kind, statement, value);
        break;
      case "pattern_list":
      case "tuple_pattern":
      case "list_pattern":
      case "expression_list":
      case "tuple":
      case "list":
        this.#unpack(node, kind, statement, value);
        break;
      case "list_splat_pattern":
      case "list_splat":
      case "as_pattern_target":
      case "parenthesized_expression":
        for (const child of node.named) {
          this.target(child, kind, statement, node.type.startsWith("list_splat") ? undefined : value);
        }
        break;
    }
  }

  #unpack(node: SyntaxNode, kind: BindingKind, statement: SyntaxNode, value?: SyntaxNode): void {
    const values = elementsOf(value);
    const targets = node.named;
    const paired = values?.length === targets.length ? values : undefined;
    targets.forEach((child, i) => {
      this.target(child, kind, statement, paired?.[i]);
    });
  }

  #assignment(node: SyntaxNode): void {
    const value = assignedValue(node);
    const left = node.field("left");
    if (value !== undefined) this.target(left, "assignment", node, value);
    // `(name): int` without a value declares nothing.
    else if (left?.type === "identifier") this.target(left, "annotation", node);
  }

  #asPattern(node: SyntaxNode): void {
    const isCase = node.parent?.type === "case_pattern";
    const alias = node.field("alias") ?? (isCase ? node.named.at(-1) : undefined);
    const kind =
      node.parent?.type === "except_clause"
        ? "except"
        : node.ancestor("with_clause", "case_clause", "block")?.type === "with_clause"
          ? "with"
          : "match";
    this.target(alias, kind, node, kind === "with" ? node.named[0] : undefined);
  }

  /** `except E, e:` binds `e` in Python 2; in Python 3.14 it binds nothing, which this cannot tell apart. */
  #pythonTwoExcept(node: SyntaxNode): void {
    const target = commaTarget(node);
    if (target !== undefined) this.#bind(target, "except", node);
  }

  /** A name alone is a capture where a pattern is expected; `a.b` is a value. */
  #capture(node: SyntaxNode): void {
    const [only, ...more] = node.named;
    if (more.length === 0 && CAPTURES_IN.has(node.parent?.type ?? "")) this.#bind(only, "match", node);
  }

  #typeAlias(node: SyntaxNode): void {
    const left = node.field("left")?.named[0];
    const name = left?.type === "generic_type" ? left.named[0] : left;
    // The grammar takes `type(x).y = z` for an alias, too.
    if (name?.type === "identifier") this.#bind(name, "type", node);
  }

  #import(node: SyntaxNode): void {
    for (const entry of node.named) {
      if (entry.type === "aliased_import") {
        const module = entry.field("name")?.text ?? "";
        this.#bindImport(entry.field("alias"), node, { module: compact(module), entry });
      } else if (entry.type === "dotted_name") {
        const first = entry.named[0];
        this.#bindImport(first, node, { module: first?.text ?? "", entry });
      }
    }
  }

  #importFrom(node: SyntaxNode): void {
    const from = node.field("module_name");
    const module = from === undefined ? "__future__" : compact(from.text);
    for (const entry of node.named) {
      if (entry === from) continue;
      if (entry.type === "wildcard_import") this.#stars.push(module);
      else if (entry.type === "aliased_import") {
        const attribute = entry.field("name")?.text ?? "";
        this.#bindImport(entry.field("alias"), node, { module, attribute, entry });
      } else if (entry.type === "dotted_name") {
        this.#bindImport(entry, node, { module, attribute: entry.text, entry });
      }
    }
  }

  #bindImport(node: SyntaxNode | undefined, statement: SyntaxNode, target: ImportTarget): void {
    if (node === undefined) return;
    this.#bindings.push({ name: node.text, kind: "import", node, statement, import: target });
  }

  #bind(node: SyntaxNode | undefined, kind: BindingKind, statement: SyntaxNode, value?: SyntaxNode): void {
    if (node === undefined) return;
    const binding = { name: node.text, kind, node, statement };
    this.#bindings.push(value === undefined ? binding : { ...binding, value });
  }
}

function elementsOf(value: SyntaxNode | undefined): readonly SyntaxNode[] | undefined {
  if (value === undefined) return undefined;
  const isList = value.type === "expression_list" || value.type === "tuple" || value.type === "list";
  if (!isList || value.named.some((element) => element.type === "list_splat")) return undefined;
  return value.named;
}

function compact(dotted: string): string {
  return dotted.replace(/\s+/g, "");
}
