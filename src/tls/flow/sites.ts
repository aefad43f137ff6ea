import type { SyntaxNode } from "../../python/node.ts";

/** A call, by the calls that led to it: where contexts and objects are told apart. */
export class Site {
  readonly id: number;
  /** The call; none where the program begins. */
  readonly call: SyntaxNode | undefined;
  /** The first of the calls that led here. */
  readonly root: SyntaxNode | undefined;
  readonly #all: Site[];
  readonly #next = new Map<SyntaxNode, Site>();

  constructor(all: Site[], call?: SyntaxNode, root = call) {
    this.id = all.length;
    this.call = call;
    this.root = root;
    this.#all = all;
    all.push(this);
  }

  /** A call in the body that this one leads into. */
  at(call: SyntaxNode): Site {
    let site = this.#next.get(call);
    if (site === undefined) {
      site = new Site(this.#all, call, this.root ?? call);
      this.#next.set(call, site);
    }
    return site;
  }
}

/** All sites of a program. */
export class Sites {
  readonly #all: Site[] = [];
  /** Where the program begins: no call led there. */
  readonly start = new Site(this.#all);

  /** The site with a number. */
  at(id: number): Site | undefined {
    return this.#all[id];
  }
}
