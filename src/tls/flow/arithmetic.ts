import type { SyntaxNode } from "../../python/node.ts";
import { UNKNOWN, union, type Value, type Values } from "../model/values.ts";
import { VERSIONS, type Version, versionSet } from "../model/versions.ts";

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

/** The bits of OpenSSL's flags that switch versions off (measured with OpenSSL 3.0, 2.7 to 3.13). */
const BITS: readonly (readonly [bit: number, version: Version])[] = [
  [0x02000000, "SSLv3"],
  [0x04000000, "TLSv1"],
  [0x10000000, "TLSv1_1"],
  [0x08000000, "TLSv1_2"],
  [0x20000000, "TLSv1_3"],
];

/** What a number that is written out, such as `0x4`, says where flags stand; nothing for what is no number. */
export function flagsOfNumber(node: SyntaxNode): Values | undefined {
  const number = node.type === "integer" ? Number(node.text.replaceAll("_", "")) : Number.NaN;
  if (!Number.isInteger(number) || number > 0xffffffff) return undefined;
  const on = versionSet(...BITS.flatMap(([bit, version]) => ((number & bit) !== 0 ? [version] : [])));
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
