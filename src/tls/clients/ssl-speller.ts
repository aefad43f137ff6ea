import type { ImportNeed } from "../../core/fix.ts";
import type { Names } from "../../python/names.ts";
import type { SyntaxNode } from "../../python/node.ts";

/** Spells members of `ssl` at a place, and remembers the imports that they need. */
export class SslSpeller {
  readonly #names: Names;
  readonly #at: SyntaxNode;
  readonly #needs = new Map<string, ImportNeed>();

  constructor(names: Names, at: SyntaxNode) {
    this.#names = names;
    this.#at = at;
  }

  get needs(): readonly ImportNeed[] {
    return [...this.#needs.values()];
  }

  member(name: string): string {
    const { text, need } = this.#names.spell("ssl", name, this.#at);
    if (need !== undefined) this.#needs.set(`${need.module} ${need.name}`, need);
    return text;
  }
}
