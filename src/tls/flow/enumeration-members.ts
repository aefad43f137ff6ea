import { isEnumeration, memberNamed, memberOf } from "../model/plain-values.ts";
import { type Given, UNKNOWN, union, type Values } from "../model/values.ts";

/** `ssl.TLSVersion["TLSv1"]`: what an enumeration has under a name; nothing where it is no enumeration that is read so. */
export function memberByName(inside: Values, [index, ...others]: readonly Values[]): Values | undefined {
  const [enumeration] = inside;
  if (inside.length !== 1 || enumeration?.kind !== "qualified" || index === undefined || others.length > 0)
    return undefined;
  if (!isEnumeration(enumeration.name)) return undefined;
  return index
    .map((value): Values => {
      const found = value.kind === "text" ? memberNamed(enumeration.name, value.text) : undefined;
      return found === undefined ? UNKNOWN : [found];
    })
    .reduce(union);
}

/** `ssl.TLSVersion(769)`. */
export function memberByNumber(enumeration: string, [given, ...others]: readonly Given[]): Values {
  if (given === undefined || others.length > 0) return UNKNOWN;
  const members = given.values.map((value) => memberOf(enumeration, value));
  return members.every((member) => member !== undefined) ? members : UNKNOWN;
}
