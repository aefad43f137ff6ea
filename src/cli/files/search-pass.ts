import type { Engine } from "../../core/analyzer.ts";
import type { FailedFile } from "../../core/report.ts";
import type { RuleMeta } from "../../core/rule.ts";
import { identifyOpen } from "../../io/cache/identity.ts";
import { readBytes, unreadable } from "../../io/file-system.ts";
import type { FoundFile, WalkedFile } from "../../io/found-file.ts";
import { isInSet, MentionSearch, type MentionSet } from "../../io/search/mention-search.ts";
import type { Settings } from "../options/settings.ts";

/** What the search of one file has told. */
export interface SearchResult {
  readonly mentions: MentionSet;
  /** Where they could be read once only. */
  readonly bytes?: Buffer;
  readonly failed?: FailedFile;
}

/** What most files mention. */
const NOTHING: SearchResult = { mentions: 0 };

/** Whether a result is worth keeping. */
export function isNotable({ mentions, failed }: SearchResult): boolean {
  return mentions !== 0 || failed !== undefined;
}

/** A search through files that are still being found. */
export interface SearchFiles {
  /** One more file. */
  readonly found: (file: WalkedFile) => void;
  /**
   * Every file that mentions something or cannot be read, once all were found. Where the run was interrupted some are
   * missing.
   */
  results(): Promise<ReadonlyMap<WalkedFile, SearchResult>>;
}

/** Which groups of mentions are which rules: those of the rules in their order, then what is asked of the project. */
export class MentionedRules {
  readonly #engine: Engine;
  readonly #settings: Settings;
  readonly #groups: ReadonlyMap<RuleMeta, number>;

  constructor({ engine, settings }: { readonly engine: Engine; readonly settings: Settings }) {
    this.#engine = engine;
    this.#settings = settings;
    this.#groups = new Map(engine.rules.map((rule, i) => [rule, i]));
  }

  /** A search for what the rules mention; with `isLong` through very much. */
  search(isLong = false): MentionSearch {
    return new MentionSearch(mentionGroups(this.#engine), isLong);
  }

  /** Whether a rule that is wanted for a file is among those that may find something in it. */
  areWanted(file: FoundFile, mentions: MentionSet): boolean {
    if (mentions === 0) return false;
    const rules = this.#settings.rulesFor(file.absolute);
    return rules.some((rule) => isInSet(mentions, this.#groups.get(rule) ?? -1));
  }

  /** Whether a file may say something that holds for other files too. */
  areOfProject(mentions: MentionSet): boolean {
    return isInSet(mentions, this.#groups.size);
  }
}

/** What files are searched for. */
export function mentionGroups({ rules, projectMentions }: Engine) {
  return [...rules.map(({ mentions }) => mentions), projectMentions];
}

/**
 * Searches one file, and writes into `identity` what it was before it was read. What is no regular file has none, and
 * is read as a whole, and kept.
 */
export function searchFile(
  search: MentionSearch,
  file: FoundFile,
  identity: Float64Array | undefined,
): SearchResult {
  if (file.isStream) {
    const read = readBytes(file);
    if (read.kind === "failed") return { mentions: 0, failed: read };
    const { bytes } = read.value;
    return { mentions: search.inBytes(bytes), bytes };
  }
  try {
    const mentions = search.inFile(file.absolute, identity && ((open) => identifyOpen(open, identity)));
    return mentions === 0 ? NOTHING : { mentions };
  } catch (error) {
    return { mentions: 0, failed: unreadable(file, error) };
  }
}

/** The search on the thread that is there anyway. */
export class LocalSearch implements SearchFiles {
  readonly #search: MentionSearch;
  readonly #results = new Map<WalkedFile, SearchResult>();

  constructor(rules: MentionedRules) {
    this.#search = rules.search();
  }

  readonly found = (file: WalkedFile): void => {
    const result = searchFile(this.#search, file, undefined);
    if (isNotable(result)) this.#results.set(file, result);
  };

  results(): Promise<ReadonlyMap<WalkedFile, SearchResult>> {
    return Promise.resolve(this.#results);
  }
}
