import { ask } from "../../python/pythons.ts";

/** A rewritten text in the bytes of its file, and the text that it was. */
export interface Rewritten {
  readonly name: string;
  readonly before: Buffer;
  readonly after: Buffer;
}

const PROGRAM = `
import base64
def compiles(text):
    try:
        compile(base64.b64decode(text), "fixture.py", "exec")
        return True
    except (SyntaxError, ValueError):
        return False
known = {}
def asked(text):
    if text not in known:
        known[text] = compiles(text)
    return known[text]
answer = [name for name, before, after in cases if asked(before) and not asked(after)]
`;

/** The names of those that a CPython compiled before and does not compile now. Nothing is run. */
export function brokenBy(python: string, rewritten: readonly Rewritten[]): readonly string[] {
  const cases = rewritten.map(({ name, before, after }) => [
    name,
    before.toString("base64"),
    after.toString("base64"),
  ]);
  return ask<readonly string[]>(python, PROGRAM, cases);
}
