import type { SyntaxNode } from "../../python/node.ts";
import { UNKNOWN, union, type Value, type Values } from "../model/values.ts";
import { NO_VERSION, VERSIONS, type Version, versionSet } from "../model/versions.ts";

/** What `|`, `&`, `^`, `+` and `-` make of values for `options`. */
export function combineOptions(operator: string, a: Values, b: Values): Values {
  const all = a.flatMap((x) => b.map((y) => [combine(operator, x, y)]));
  return all.length === 0 ? UNKNOWN : all.reduce<Values>(union, all[0] ?? UNKNOWN);
}

function combine(operator: string, x: Value, y: Value): Value {
  if (x.kind !== "options" && y.kind !== "options") return { kind: "unknown" };
  const a = bits(x);
  const b = bits(y);
  switch (operator) {
    case "|":
    case "+":
      return { kind: "options", on: a.on | b.on, off: a.off & b.off };
    case "&":
      return { kind: "options", on: a.on & b.on, off: a.off | b.off };
    case "^":
      return { kind: "options", on: (a.on & b.off) | (a.off & b.on), off: (a.off & b.off) | (a.on & b.on) };
    case "-":
      return { kind: "options", on: a.on & b.off, off: a.off | (a.on & b.on) };
    default:
      return { kind: "unknown" };
  }
}

/** The bits of a value that is not known may be anything. */
function bits(value: Value): { readonly on: number; readonly off: number } {
  return value.kind === "options" ? value : { on: 0, off: 0 };
}

/** The bits of OpenSSL that switch a version off, as `ssl` has them (measured, OpenSSL 3.0). */
const VERSION_BITS: readonly (readonly [Version, number])[] = [
  ["SSLv3", 0x02000000],
  ["TLSv1", 0x04000000],
  ["TLSv1_1", 0x10000000],
  ["TLSv1_2", 0x08000000],
  ["TLSv1_3", 0x20000000],
];

/** What a number that is written out, or several put together, say as a value for `options`; nothing of anything else. */
export function numberOptions(node: SyntaxNode): Values | undefined {
  const [first, second] = node.named;
  if (node.type === "parenthesized_expression") return first && numberOptions(first);
  if (node.type === "binary_operator" && node.field("operator")?.text === "|") {
    const [a, b] = [first && numberOptions(first), second && numberOptions(second)];
    return a && b && combineOptions("|", a, b);
  }
  const bits = node.type === "integer" ? Number(node.text.replaceAll("_", "")) : Number.NaN;
  if (!(bits < 2 ** 31)) return undefined;
  const on = VERSION_BITS.reduce(
    (set, [version, bit]) => ((bits & bit) === 0 ? set : set | versionSet(version)),
    NO_VERSION,
  );
  return [{ kind: "options", on, off: ~on }];
}

/** `~value`. */
export function invertOptions(values: Values): Values {
  return values.map((value) =>
    value.kind === "options" ? { kind: "options", on: value.off, off: value.on } : value,
  );
}

/** What `max()` of versions is at least; the limit that a context already has only raises it. */
export function newest(candidates: readonly Values[]): Values {
  const floors = candidates.flatMap((values) => (values.length === 1 ? values : []));
  const ranks = floors.flatMap((v) => (v.kind === "version" ? [VERSIONS.indexOf(v.version)] : []));
  const version = VERSIONS[Math.max(-1, ...ranks)];
  return version === undefined ? UNKNOWN : [{ kind: "version", version }];
}
