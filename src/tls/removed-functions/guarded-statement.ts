import { statementOf } from "../../python/expressions.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { hasDecorator } from "../flow/decorators.ts";
import { outermostOwner } from "../verification/unverified-contexts.ts";

/**
 * What goes when a call that is a statement goes: itself, or the `if`, `try` and `with` around it that hold nothing
 * else. A `with` goes where its items do nothing but catch; the reason why not, where that is not in view.
 */
export function removableStatement(
  module: PythonModule,
  call: SyntaxNode,
): { readonly statement: SyntaxNode } | { readonly because: string } {
  let statement = outermostOwner(statementOf(call));
  const attempt = statement.parent?.parent;
  const isAlone = statement.parent?.named.length === 1 && attempt?.field("body") === statement.parent;
  if (isAlone && attempt.type === "try_statement" && attempt.named.some(({ type }) => type === "else_clause"))
    return { because: "nothing else stands under `try`, and its `else` would run every time" };
  for (;;) {
    const owner = statement.parent?.parent;
    if (owner?.type !== "with_statement" || statement.parent?.named.length !== 1) return { statement };
    const items = owner.named.find(({ type }) => type === "with_clause")?.named ?? [];
    const other = items.find((item) => !isCatching(module, item));
    if (other !== undefined)
      return {
        because: `nothing else stands under \`with ${other.text}\`, which may have effects of its own`,
      };
    statement = outermostOwner(owner);
  }
}

/** `suppress(Error)`, or a generator of the file that only catches what is raised where it yields. */
function isCatching(module: PythonModule, item: SyntaxNode): boolean {
  const call = item.type === "with_item" ? item.field("value") : item;
  const callee = call?.type === "call" ? call.field("function") : undefined;
  if (callee === undefined) return false;
  if (module.names.is(callee, "contextlib.suppress")) return true;
  if (callee.type !== "identifier" || call?.field("arguments")?.named.length !== 0) return false;
  const bindings = module.scopes.lookup(callee.text, callee)?.bindings ?? [];
  const made = bindings.length === 1 ? bindings[0]?.statement : undefined;
  const fn = made?.type === "decorated_definition" ? made.field("definition") : made;
  return fn !== undefined && isCatcher(fn);
}

/** `@contextmanager`, and a body that is `try: yield`, `except …: pass`. */
function isCatcher(fn: SyntaxNode): boolean {
  if (!hasDecorator(fn, /^(?:contextlib\.)?contextmanager$/)) return false;
  const [attempt, ...others] = (fn.field("body")?.named ?? []).filter((one) => !isIdle(one));
  if (attempt?.type !== "try_statement" || others.length > 0) return false;
  const body = attempt.field("body")?.named ?? [];
  const handlers = attempt.named.filter((part) => part !== attempt.field("body"));
  const yields = body.length === 1 && body[0]?.text === "yield";
  return (
    yields &&
    handlers.every((part) => {
      if (part.type !== "except_clause") return false;
      return part.named.find(({ type }) => type === "block")?.named.every(isIdle) === true;
    })
  );
}

/** `pass`, or a docstring. */
function isIdle(statement: SyntaxNode): boolean {
  if (statement.type === "pass_statement") return true;
  return statement.type === "expression_statement" && statement.named[0]?.type === "string";
}
