import type { Span } from "../core/edit.ts";
import type { LineRange } from "../core/finding.ts";
import { Identifiers } from "./identifiers.ts";
import { Names } from "./names.ts";
import type { SyntaxNode } from "./node.ts";
import { oldNamesIn } from "./old-names.ts";
import type { SyntaxTree } from "./parse.ts";
import { isPythonTwoOnly } from "./python-two.ts";
import { Scopes } from "./scopes.ts";
import { isAtLeast, type PythonVersion } from "./version.ts";
import type { Words } from "./words.ts";

/** What only the whole run knows of the program that a module belongs to. */
export interface ProjectFacts {
  /** A file of the run replaces `ssl._create_default_https_context`: its path, else `undefined`. */
  readonly httpsContextPatchedIn: string | undefined;
  /** Another file that may run in the same process puts a function of its own in the place of `ssl.wrap_socket`. */
  readonly wrapSocketReplacedIn?: string;
  /** Another file of the program, perhaps a test, puts something else in the place of `http.client.HTTPSConnection`. */
  readonly connectionReplacedIn?: string;
  /** The modules of the project that this one has to do with: parsed when they are first asked for. */
  readonly neighbours?: () => readonly Neighbour[];
  /** Which neighbour a dotted name, as this module imports it, stands for. */
  readonly imports?: ReadonlyMap<string, number>;
}

/** Another module of the project, as far as it matters to this one. */
export interface Neighbour {
  readonly module: PythonModule;
  /** Where a range of that module stands in its file. */
  placeOf(span: Span): Place;
  /** Which module a dotted name stands for there: its number among the neighbours, or `"this"`. */
  readonly imports: ReadonlyMap<string, number | "this">;
}

/** A range of another file. */
export interface Place extends Span {
  readonly path: string;
  readonly lines: LineRange;
}

/** What users may decide otherwise. */
export interface Settings {
  /** Takes `ssl.create_default_context()` without a minimum version as safe. */
  readonly trustDefaultContext: boolean;
}

const DEFAULTS: Settings = { trustDefaultContext: false };

/** How a module is to be read. */
export interface ModuleOptions {
  readonly path: string;
  /** The oldest Python that the code must run on. */
  readonly target: PythonVersion;
  readonly project: ProjectFacts;
  readonly settings?: Settings;
}

/** One parsed Python file with the questions that rules ask of it. */
export class PythonModule {
  readonly path: string;
  readonly text: string;
  readonly root: SyntaxNode;
  readonly project: ProjectFacts;
  readonly settings: Settings;
  readonly scopes: Scopes;
  readonly names: Names;
  readonly #tree: SyntaxTree;
  readonly #identifiers: Identifiers;
  readonly #wanted: PythonVersion;
  #isPythonTwo: boolean | undefined;
  #hasOldNames: boolean | undefined;

  constructor(tree: SyntaxTree, options: ModuleOptions) {
    this.#tree = tree;
    this.path = options.path;
    this.text = tree.source;
    this.root = tree.root;
    this.#wanted = options.target;
    this.project = options.project;
    this.settings = options.settings ?? DEFAULTS;
    this.#identifiers = new Identifiers(tree.root, tree.source);
    this.scopes = new Scopes(tree.root, tree.source, this.#identifiers);
    this.names = new Names(this.scopes);
  }

  /** Whether the syntax is one that no Python 3 runs. */
  get isPythonTwo(): boolean {
    this.#isPythonTwo ??= isPythonTwoOnly(this.text, this.scopes);
    return this.#isPythonTwo;
  }

  /**
   * The oldest Python that the code must run on: 2.7 (which means 2.7.9 and later) where no other can. Where `async` or
   * `await` is a name no Python since 3.7 can, and unless an older one is wanted it is 2.7, too: what is written for that
   * runs on the later ones.
   */
  get target(): PythonVersion {
    if (this.isPythonTwo) return PYTHON_TWO;
    const isTooNew = isAtLeast(this.#wanted, 3, 7) && this.hasOldNames;
    return isTooNew ? PYTHON_TWO : this.#wanted;
  }

  /** Whether `async` or `await` is a name in the file, which no Python since 3.7 takes. */
  get hasOldNames(): boolean {
    this.#hasOldNames ??= !this.root.hasError && this.#namesOldWords();
    return this.#hasOldNames;
  }

  #namesOldWords(): boolean {
    for (const { start, end } of oldNamesIn(this.text))
      if (this.root.at(start, end).type === "identifier") return true;
    return false;
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

  /** The words of the text and where they stand. */
  get words(): Words {
    return this.#identifiers.words;
  }

  /** Every identifier spelt `name`, attribute names included, in the order of the text. */
  identifiers(name: string, range: Span = this.root): Generator<SyntaxNode> {
    return this.#identifiers.named(name, range);
  }
}

const PYTHON_TWO: PythonVersion = { major: 2, minor: 7 };
const BLOCKS = new Set(["block", "module"]);
