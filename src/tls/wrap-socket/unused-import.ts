import type { Remedy } from "../../core/fix.ts";
import type { Binding } from "../../python/bindings.ts";
import { withoutImport } from "../../python/dropped-names.ts";
import type { PythonModule } from "../../python/module.ts";

/**
 * `from ssl import wrap_socket` that nothing in the file uses: since 3.12 it alone ends the program, so that it
 * goes, unless the file imports it for others.
 */
export function unusedImportRemedy(
  module: PythonModule,
  { name, statement, import: target }: Binding,
): Remedy {
  const because = whyForOthers(module, name, statement.text + lineAfter(module.text, statement.end));
  if (because !== undefined) return { kind: "none", because };
  const edits = target === undefined ? [] : withoutImport(module.text, statement, target.entry);
  if (typeof edits === "string") return { kind: "none", because: edits };
  return {
    kind: "fix",
    title: "Remove the import of ssl.wrap_socket, which nothing uses",
    applicability: "safe",
    edits,
    imports: [],
  };
}

function lineAfter(text: string, offset: number): string {
  return /^[^\n]*/.exec(text.slice(offset))?.[0] ?? "";
}

/** Why the import may be there for other modules: it is named in a string, marked, or all that the file does. */
function whyForOthers(module: PythonModule, name: string, statement: string): string | undefined {
  if (new RegExp(`["']${name}["']`).test(module.text))
    return "the name is exported, and its users must go first";
  const isMarked =
    /F401|unused-import|re-?export/i.test(statement) || /\bwrap_socket\s+as\s+wrap_socket\b/.test(statement);
  const isPackage = /(?:^|[\\/])__init__\.py$/.test(module.path);
  const isCollection = !/^\s*(?:def|class|async def)\b/m.test(module.text);
  return isMarked || isPackage || isCollection ? "other modules may import the name from here" : undefined;
}
