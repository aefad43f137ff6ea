import { dirname, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Analyzer, Engine } from "../../core/analyzer.ts";
import type { RuleMeta } from "../../core/rule.ts";
import type { Check } from "../../core/verify.ts";
import { isLeftOut } from "../../io/discover.ts";
import { type FoundFile, shownPath } from "../../io/found-file.ts";
import { RunCache } from "../cache/run-cache.ts";
import { type Gathering, gather } from "../files/candidates.ts";
import { type Checker, checkOf } from "../files/check-file.ts";
import { LocalSearch, MentionedRules } from "../files/search-pass.ts";
import { termsBy } from "../files/terms.ts";
import type { GivenOptions } from "../options/options.ts";
import { Settings } from "../options/settings.ts";
import { Progress } from "../world/progress.ts";
import type { World } from "../world/world.ts";

/** What checking the documents of an editor takes. */
export interface Serving {
  readonly options: GivenOptions;
  readonly engine: Engine;
  readonly world: World;
  readonly loadAnalyzer: () => Promise<Analyzer>;
}

/** A document of the editor as the rules see it. */
export interface Opened {
  /** As reports show it. */
  readonly path: string;
  /** The folder that shown paths are relative to. */
  readonly root: string;
  readonly check: Check;
  readonly analyzer: Analyzer;
}

/** The folders that the editor has open: each is a project, with its configuration and what holds for all its files. */
export class Projects {
  readonly #serving: Serving;
  readonly #roots: readonly string[];
  readonly #projects = new Map<string, Project>();

  /** `roots` are the absolute paths of the folders. */
  constructor(serving: Serving, roots: readonly string[]) {
    this.#serving = serving;
    // The innermost folder decides.
    this.#roots = [...roots].sort((a, b) => b.length - a.length);
  }

  /** Configuration, or what one file says about the others, has changed. */
  forget(): void {
    this.#projects.clear();
  }

  /**
   * The document of a URI; `undefined` where the configuration leaves it out.
   * Throws an `ExpectedError` where the configuration is wrong.
   */
  async open(uri: string): Promise<Opened | undefined> {
    const absolute = uri.startsWith("file:") ? fileURLToPath(uri) : undefined;
    const root = this.#rootOf(absolute);
    const known = this.#projects.get(root);
    const project = known ?? new Project(this.#serving, root);
    this.#projects.set(root, project);
    return project.open(absolute);
  }

  #rootOf(absolute: string | undefined): string {
    const inside = this.#roots.find((root) => absolute?.startsWith(root + sep));
    if (inside !== undefined) return inside;
    return absolute === undefined ? (this.#roots.at(-1) ?? this.#serving.world.cwd) : dirname(absolute);
  }
}

class Project {
  readonly #serving: Serving;
  readonly #root: string;
  readonly #settings: Settings;
  readonly #checker: Promise<Checker>;

  constructor(serving: Serving, root: string) {
    this.#serving = serving;
    this.#root = root;
    this.#settings = new Settings({ ...serving.options, paths: ["."] }, serving.engine.rules, { cwd: root });
    this.#checker = this.#makeChecker();
    // Whoever opens a document is told; nobody may have asked yet.
    this.#checker.catch(() => undefined);
  }

  async open(absolute = resolve(this.#root, "untitled.py")): Promise<Opened | undefined> {
    const { exclusionIn } = this.#settings;
    if (isLeftOut(absolute, { cwd: this.#root, exclusionIn })) return undefined;
    const checker = await this.#checker;
    const path = shownPath(absolute, this.#root);
    const file: FoundFile = { path, absolute, root: this.#root };
    return {
      path,
      root: this.#root,
      check: checkOf(checker, { file, text: "" }),
      analyzer: checker.analyzer,
    };
  }

  /** The whole folder is searched once, for what one file says about the others. */
  async #makeChecker(): Promise<Checker> {
    const { engine, loadAnalyzer, world } = this.#serving;
    const gathering: Gathering = {
      settings: this.#settings,
      engine,
      loadAnalyzer,
      cache: new RunCache(undefined),
      world: { ...world, cwd: this.#root },
      progress: new Progress(world.stderr, false),
    };
    const project = await gather(gathering, new LocalSearch(new MentionedRules(gathering)));
    return { analyzer: await loadAnalyzer(), termsOf: termsBy(this.#settings, project) };
  }
}

/** The rules by their ids. */
export function ruleIndex({ rules }: Engine): ReadonlyMap<string, RuleMeta> {
  return new Map(rules.map((rule) => [rule.id, rule]));
}
