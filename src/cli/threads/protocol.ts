import type { ParserChoice, ParserModules } from "../../core/analyzer.ts";
import type { Edit } from "../../core/edit.ts";
import type { Fix } from "../../core/fix.ts";
import type { Mentions } from "../../core/mentions.ts";
import type { FoundFile } from "../../io/found-file.ts";
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
  /** One after the other with a zero between them: one text is told sooner than many. */
  readonly paths: string;
  /** Whether it is to be told what each file was before it was read. */
  readonly identifies: boolean;
}

/** What some files mention. Most mention nothing, and are not named. */
export interface Searched {
  /** The places of those that mention something in the list that was searched. */
  readonly places: readonly number[];
  /** What each of them mentions. */
  readonly mentions: readonly MentionSet[];
  /** Of all files, one after the other, where it was asked for. */
  readonly identities?: Float64Array;
  readonly failed: readonly { readonly place: number; readonly message: string }[];
}

/** Files that an earlier run knew, and that may have changed: it is found out which. */
export interface VerifyJob {
  readonly kind: "verify";
  readonly bytes: SharedArrayBuffer;
  readonly states: SharedArrayBuffer;
  readonly from: number;
  readonly to: number;
}

/** A file to be checked, and perhaps written. */
export interface CheckJob {
  readonly kind: "check";
  readonly file: FoundFile;
  readonly order: Order;
  readonly terms: Terms;
  /** The parser that ships, where it is the one: compiled once for all threads. */
  readonly modules: ParserModules | undefined;
  /** Whether the edits of each fix are wanted together with those of its imports. */
  readonly keepsEdits: boolean;
}

/** What became of the file. The fixes are those of the findings: they are sent together, so they stay the same objects. */
export interface Checked {
  readonly performed: Performed;
  readonly edits: ReadonlyMap<Fix, readonly Edit[]>;
}

export type Job = SearchJob | VerifyJob | CheckJob;

/** What a job is answered with; to verify is to write to what is shared. */
export type AnswerTo<J extends Job> = J extends SearchJob
  ? Searched
  : J extends CheckJob
    ? Checked
    : undefined;
