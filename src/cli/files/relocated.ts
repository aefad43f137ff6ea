/**
 * A value with other paths in its places in other files; what holds none of them stays the same object. `undefined`
 * where a text names such a path, since a text may be anything.
 */
export function relocated<T>(value: T, paths: ReadonlyMap<string, string>): T | undefined {
  if (paths.size === 0) return value;
  try {
    return new Relocation(paths).of(value);
  } catch (error) {
    if (error instanceof NamedInText) return undefined;
    throw error;
  }
}

class NamedInText extends Error {}

class Relocation {
  readonly #paths: ReadonlyMap<string, string>;
  readonly #names: readonly string[];
  readonly #known = new Map<object, unknown>();

  constructor(paths: ReadonlyMap<string, string>) {
    this.#paths = paths;
    this.#names = [...paths.keys()];
  }

  of<T>(value: T): T {
    if (typeof value === "string") {
      if (this.#names.some((name) => value.includes(name))) throw new NamedInText();
      return value;
    }
    if (typeof value !== "object" || value === null) return value;
    if (!this.#known.has(value)) this.#known.set(value, this.#ofObject(value));
    return this.#known.get(value) as T;
  }

  #ofObject(value: object): object {
    if (Array.isArray(value)) {
      const items = value.map((item) => this.of(item));
      return items.some((item, i) => item !== value[i]) ? items : value;
    }
    const entries = Object.entries(value).map(([key, part]) => [key, this.#ofPart(key, part)] as const);
    const isSame = entries.every(([key, part]) => part === (value as Record<string, unknown>)[key]);
    return isSame ? value : Object.fromEntries(entries);
  }

  #ofPart(key: string, part: unknown): unknown {
    return key === "path" && typeof part === "string" ? (this.#paths.get(part) ?? part) : this.of(part);
  }
}
