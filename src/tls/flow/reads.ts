import type { Key } from "../program/keys.ts";

/** What was read of the state that a function was run in: while it is the same, the run would be. */
export class Reads {
  /** A list of its own for each function, by which a key knows that it is in it. */
  #keys: Key[] = [];

  /** A function is run from now on. */
  begin(): void {
    this.#keys = [];
  }

  /** The keys that were read since then, each once. */
  get keys(): readonly Key[] {
    return this.#keys;
  }

  add(key: Key): void {
    if (key.readIn === this.#keys) return;
    key.readIn = this.#keys;
    this.#keys.push(key);
  }

  /** A key is given values: what it held, and what its attributes did, is forgotten, which is to read it. */
  addAll(key: Key): void {
    this.add(key);
    for (const attribute of key.attributes) this.addAll(attribute);
  }
}
