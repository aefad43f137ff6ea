import type { ParserChoice } from "../../core/analyzer.ts";
import type { Edit } from "../../core/edit.ts";
import type { Fix } from "../../core/fix.ts";
import type { Mentions } from "../../core/rule.ts";
import type { FileIdentity } from "../../io/cache/identity.ts";
import type { FoundFile } from "../../io/discover.ts";
import type { MentionSet } from "../../io/search/mention-search.ts";
import type { Order, Performed } from "../files/perform.ts";
import type { Terms } from "../files/terms.ts";

/** What a thread is started with. */
export interface ThreadStart {
  /** What files are searched for. */
  readonly groups: readonly Mentions[];
  readonly parser: ParserChoice;
  /** One number: how many jobs the thread has done, so that a busy main thread can see it too. */
  readonly done: SharedArrayBuffer;
}

/** Files to be searched. */
export interface SearchJob {
  readonly kind: "search";
  readonly paths: readonly string[];
}

/** What the files of a search job mention, in their order, and why some could not be read. */
export interface Searched {
  readonly mentions: readonly MentionSet[];
  /** What each file was before it was read. */
  readonly identities: readonly (FileIdentity | undefined)[];
  readonly failed: readonly { readonly index: number; readonly message: string }[];
}

/** A file to be checked, and perhaps written. */
export interface CheckJob {
  readonly kind: "check";
  readonly file: FoundFile;
  readonly order: Order;
  readonly terms: Terms;
  /** Whether the edits of each fix are wanted together with those of its imports. */
  readonly keepsEdits: boolean;
}

/** What became of the file. The fixes are those of the findings: they are sent together, so they stay the same objects. */
export interface Checked {
  readonly performed: Performed;
  readonly edits: ReadonlyMap<Fix, readonly Edit[]>;
}

export type Job = SearchJob | CheckJob;

/** What a job is answered with. */
export type AnswerTo<J extends Job> = J extends SearchJob ? Searched : Checked;
