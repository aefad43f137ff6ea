import { Names } from "./names.ts";
import type { SyntaxNode } from "./node.ts";
import type { SyntaxTree } from "./parse.ts";
import { Scopes } from "./scopes.ts";
import type { PythonVersion } from "./version.ts";

/** What only the whole run knows of the program that a module belongs to. */
export interface ProjectFacts {
  /** A file of the run replaces `ssl._create_default_https_context`: its path, else `undefined`. */
  readonly httpsContextPatchedIn: string | undefined;
}

/** How a module is to be read. */
export interface ModuleOptions {
  readonly path: string;
  /** The oldest Python that the code must run on. */
  readonly target: PythonVersion;
  readonly project: ProjectFacts;
}

/** One parsed Python file with the questions that rules ask of it. */
export class PythonModule {
  readonly path: string;
  readonly text: string;
  readonly root: SyntaxNode;
  readonly target: PythonVersion;
  readonly project: ProjectFacts;
  readonly scopes: Scopes;
  readonly names: Names;
  readonly #tree: SyntaxTree;

  constructor(tree: SyntaxTree, options: ModuleOptions) {
    this.#tree = tree;
    this.path = options.path;
    this.text = tree.source;
    this.root = tree.root;
    this.target = options.target;
    this.project = options.project;
    this.scopes = new Scopes(tree.root, tree.source);
    this.names = new Names(this.scopes);
  }

  /** Whether a syntax error stands in the range, or right beside it in the same block: no fix there. */
  isBroken(node: SyntaxNode): boolean {
    if (this.#tree.errors.length === 0) return false;
    let statement: SyntaxNode = node;
    while (statement.parent !== undefined && !BLOCKS.has(statement.parent.type)) statement = statement.parent;
    for (let outer: SyntaxNode | undefined = statement; outer !== undefined; outer = outer.parent) {
      if (outer.type === "ERROR") return true;
    }
    return statement.hasError || statement.previous?.type === "ERROR" || statement.next?.type === "ERROR";
  }

  /** Every identifier spelt `name`, attribute names included, in the order of the text. */
  *identifiers(name: string, range: SyntaxNode = this.root): Generator<SyntaxNode> {
    const text = this.text;
    for (let at = text.indexOf(name, range.start); at >= 0; at = text.indexOf(name, at + name.length)) {
      if (at + name.length > range.end) return;
      const node = this.root.at(at, at + name.length);
      if (node.type === "identifier" && node.start === at && node.end === at + name.length) yield node;
    }
  }
}

const BLOCKS = new Set(["block", "module"]);
