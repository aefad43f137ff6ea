import { PythonModule } from "../../python/module.ts";
import type { PythonParser, SyntaxTree } from "../../python/parse.ts";
import type { PythonVersion } from "../../python/version.ts";

/** A parsed module that other modules have to do with. */
export interface KnownModule {
  readonly module: PythonModule;
  readonly tree: SyntaxTree;
  /** By how many it is used now. */
  users: number;
}

/** How much text of modules that nothing uses is kept parsed: a package's files ask for the same few in turn. */
const MOST_TEXT = 400_000;

/** The modules that others have to do with, each parsed once while several files that are checked ask for it. */
export class KnownModules {
  readonly #parser: PythonParser;
  /** The one that was used last comes last. */
  readonly #modules = new Map<string, KnownModule>();
  #size = 0;

  constructor(parser: PythonParser) {
    this.#parser = parser;
  }

  /** A module, until it is given back. */
  take(path: string, text: string, target: PythonVersion): KnownModule {
    const key = `${target.major}.${target.minor} ${path}\n${text}`;
    const known = this.#modules.get(key) ?? this.#parse(key, path, text, target);
    known.users += 1;
    this.#modules.delete(key);
    this.#modules.set(key, known);
    return known;
  }

  giveBack(module: KnownModule): void {
    module.users -= 1;
    for (const [key, one] of this.#modules) {
      if (this.#size <= MOST_TEXT) return;
      if (one.users > 0) continue;
      this.#modules.delete(key);
      this.#size -= key.length;
      one.tree.close();
    }
  }

  #parse(key: string, path: string, text: string, target: PythonVersion): KnownModule {
    const tree = this.#parser.parse(text) ?? this.#parser.parse("");
    if (tree === undefined) throw new Error("the parser does not take an empty text");
    const project = { httpsContextPatchedIn: undefined };
    this.#size += key.length;
    return { module: new PythonModule(tree, { path, target, project }), tree, users: 0 };
  }
}
