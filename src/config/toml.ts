import { parse, TomlError } from "smol-toml";

/** What a text of TOML says, or where and why it is none. */
export type ParsedToml =
  | { readonly kind: "table"; readonly table: Readonly<Record<string, unknown>> }
  | { readonly kind: "broken"; readonly line: number; readonly column: number; readonly message: string };

/** Reads TOML. A byte order mark is no part of it. */
export function parseToml(text: string): ParsedToml {
  try {
    return { kind: "table", table: parse(text.replace(/^\ufeff/, "")) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [first = ""] = error.message.split("\n");
    const message = first.replace(/^Invalid TOML document: /, "");
    return { kind: "broken", line: error.line, column: error.column, message };
  }
}

/** Whether a value of a document is a table. */
export function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** The table at a path of keys, where there is one. */
export function tableAt(
  table: Readonly<Record<string, unknown>>,
  path: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  let current: unknown = table;
  for (const key of path) {
    if (!isTable(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return isTable(current) ? current : undefined;
}
