import { parseToml, tableAt } from "./toml.ts";

/** The Pythons that code can be asked to run on, the oldest first, as minor versions. */
const KNOWN: readonly string[] = ["2.7", ...Array.from({ length: 16 }, (_, i) => `3.${i + 4}`)];

/** The oldest known Python that a specifier such as `>=3.8,<4` allows, Poetry's `^3.8` included. */
export function oldestPython(specifier: string): string | undefined {
  const alternatives = specifier.split("||").map((part) => part.match(CLAUSE) ?? []);
  if (alternatives.every((clauses) => clauses.length === 0)) return undefined;
  return KNOWN.find((version) =>
    alternatives.some((clauses) => clauses.length > 0 && clauses.every((clause) => allows(clause, version))),
  );
}

const CLAUSE = /(?:[<>=!~^]=?=?)?\s*v?\d+(?:\.(?:\d+|\*))*/g;

/** Whether any release of a minor version passes one clause. */
function allows(clause: string, version: string): boolean {
  const [, operator = "", text = ""] = /^([<>=!~^]*)\s*v?(.*)$/.exec(clause) ?? [];
  const parts = text.split(".").filter((part) => part !== "*");
  const [major = 0, minor, patch] = parts.map(Number);
  const isPrefix = parts.length < text.split(".").length || operator === "^" || operator === "~";
  const [ownMajor = 0, ownMinor = 0] = version.split(".").map(Number);
  const order = ownMajor - major || ownMinor - (minor ?? 0);
  const isSame = ownMajor === major && (minor === undefined || ownMinor === minor);
  switch (operator) {
    case ">=":
    case ">":
      return order >= 0;
    case "<":
      return order < 0 || (order === 0 && patch !== undefined && patch > 0);
    case "<=":
      return order <= 0;
    case "!=":
      return !(isSame && isPrefix);
    case "^":
      return order >= 0 && ownMajor === major;
    case "~":
      return isSame;
    case "~=":
      return order >= 0 && ownMajor === major && (patch === undefined || ownMinor === minor);
    default:
      return isPrefix ? isSame : order === 0;
  }
}

/** What a file of a project says of its Pythons: the key, and what stands there. */
export interface PythonRequirement {
  readonly key: string;
  readonly specifier: string;
}

/** By the name of the file: how its requirement is read. The first file of a folder that has one decides. */
export const REQUIREMENT_READERS: Readonly<Record<string, (text: string) => PythonRequirement | undefined>> =
  {
    "pyproject.toml": ofPyproject,
    "setup.cfg": ofSetupCfg,
    "setup.py": ofSetupPy,
  };

function ofPyproject(text: string): PythonRequirement | undefined {
  const parsed = parseToml(text);
  if (parsed.kind === "broken") return undefined;
  const own = tableAt(parsed.table, ["project"])?.["requires-python"];
  if (typeof own === "string") return { key: "requires-python", specifier: own };
  const poetry = tableAt(parsed.table, ["tool", "poetry", "dependencies"])?.["python"];
  return typeof poetry === "string" ? { key: "Poetry's python", specifier: poetry } : undefined;
}

function ofSetupCfg(text: string): PythonRequirement | undefined {
  const options = /^\[options\][^\n]*\n((?:(?!\[).*(?:\n|$))*)/m.exec(text)?.[1] ?? "";
  const specifier = /^python[_-]requires\s*[=:]\s*(.+)$/m.exec(options)?.[1];
  return specifier === undefined ? undefined : { key: "python_requires", specifier };
}

/** Only a literal: nothing here runs Python. */
function ofSetupPy(text: string): PythonRequirement | undefined {
  const specifier = /^[^#\n'"]*\bpython_requires\s*=\s*(["'])([^"'\n]+)\1/m.exec(text)?.[2];
  return specifier === undefined ? undefined : { key: "python_requires", specifier };
}
