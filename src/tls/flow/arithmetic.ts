import { asVersion, flagsOf } from "../model/plain-values.ts";
import { UNKNOWN, union, type Value, type Values } from "../model/values.ts";
import { VERSIONS } from "../model/versions.ts";

/** What `|`, `&`, `^`, `+` and `-` make of values for `options`. */
export function combineOptions(operator: string, a: Values, b: Values): Values {
  const all = a.flatMap((x) => b.map((y) => [combine(operator, x, y)]));
  return all.length === 0 ? UNKNOWN : all.reduce<Values>(union, all[0] ?? UNKNOWN);
}

function combine(operator: string, x: Value, y: Value): Value {
  if (x.kind === "integer" && y.kind === "integer") return combineIntegers(operator, x.value, y.value);
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

function combineIntegers(operator: string, x: number, y: number): Value {
  const [a, b] = [BigInt(x), BigInt(y)];
  const results = new Map([
    ["|", a | b],
    ["&", a & b],
    ["^", a ^ b],
    ["+", a + b],
    ["-", a - b],
  ]);
  const value = Number(results.get(operator) ?? Number.NaN);
  return Number.isSafeInteger(value) ? { kind: "integer", value } : { kind: "unknown" };
}

/** The bits of a value that is not known may be anything. */
function bits(value: Value): { readonly on: number; readonly off: number } {
  return flagsOf(value) ?? { on: 0, off: 0 };
}

/** `-1`. */
export function negate(values: Values): Values {
  return values.every((value) => value.kind === "integer")
    ? values.map(({ kind, value }) => ({ kind, value: -value }))
    : UNKNOWN;
}

/** `~value`. */
export function invertOptions(values: Values): Values {
  return values.map((value) => {
    const flags = flagsOf(value);
    return flags === undefined ? value : { kind: "options", on: flags.off, off: flags.on };
  });
}

/** What `max()` of versions is at least; the limit that a context already has only raises it. */
export function newest(candidates: readonly Values[]): Values {
  const floors = candidates.flatMap((values) => (values.length === 1 ? values : []));
  const versions = floors.map(asVersion);
  const ranks = versions.flatMap((v) => (v?.kind === "version" ? [VERSIONS.indexOf(v.version)] : []));
  const version = VERSIONS[Math.max(-1, ...ranks)];
  return version === undefined ? UNKNOWN : [{ kind: "version", version }];
}
