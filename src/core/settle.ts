import { admit } from "./admit.ts";
import { answered, type Choice, type Choose, fixesOf, recall } from "./choose.ts";
import type { Edit } from "./edit.ts";
import type { Finding } from "./finding.ts";
import type { Fix } from "./fix.ts";
import { merge } from "./merge.ts";
import { compose } from "./trace.ts";
import {
  attempt,
  type Check,
  type Checked,
  type Chosen,
  type Failure,
  type Rewrite,
  withImports,
} from "./verify.ts";

/** A fix that is in the text. Its finding is as it was in the text of that pass. */
export interface Applied extends Chosen {
  readonly pass: number;
}

/** A fix that was tried and taken back; the fault is its rule's. */
export interface Reverted extends Applied {
  readonly failure: Failure;
}

/** Why a finding is still there. */
export type LeftReason =
  | { readonly kind: "none"; readonly because: string }
  | { readonly kind: "declined"; readonly isForLater?: true }
  | { readonly kind: "withheld" }
  | { readonly kind: "not asked" }
  /** Its fix was chosen, and still waits for others to go first. */
  | { readonly kind: "conflicted" }
  | { readonly kind: "reverted"; readonly fix: Fix; readonly failure: Failure };

/** A finding of the final text. */
export interface Left {
  readonly finding: Finding;
  readonly reason: LeftReason;
}

export interface Outcome {
  readonly text: string;
  /** What makes the original text the final one. */
  readonly edits: readonly Edit[];
  readonly applied: readonly Applied[];
  /** Findings that went with another finding's fix. */
  readonly cleared: readonly Finding[];
  readonly left: readonly Left[];
  readonly reverted: readonly Reverted[];
  /** How many times the text was rewritten. */
  readonly passes: number;
  /** Whether there was nothing left to do when the loop ended. */
  readonly converged: boolean;
  /** Whether the one who chooses said to stop. */
  readonly stopped: boolean;
}

export interface SettleOptions {
  readonly maxPasses?: number;
  /** Whether a finding of the original text is any concern of the run; all are where it is left out. */
  readonly concerns?: (finding: Finding) => boolean;
}

/** Applies what is chosen until nothing is left to choose, and keeps only what holds. */
export async function settle(
  text: string,
  check: Check,
  choose: Choose,
  { maxPasses = 10, concerns = () => true }: SettleOptions = {},
): Promise<Outcome> {
  const run = new Run(text, check, choose, concerns);
  try {
    return await run.toEnd(maxPasses);
  } finally {
    run.close();
  }
}

/** What is known of a finding for as long as it is there. */
interface Memory {
  /** The rules whose fixes, one after the other, left this finding behind. */
  readonly lineage: readonly string[];
  /** What was chosen; of a fix its title, since its edits change with the text. */
  decision?: Choice;
  reason?: LeftReason;
  /** It is none of the run's concern: never asked about, and not told of. */
  readonly isForeign?: true;
}

class Run {
  readonly #check: Check;
  readonly #choose: Choose;
  readonly #seen = new Set<string>();
  readonly #applied: Applied[] = [];
  readonly #cleared: Finding[] = [];
  readonly #reverted: Reverted[] = [];
  #text: string;
  #checked: Checked;
  #memories: Map<Finding, Memory>;
  #edits: readonly Edit[] = [];
  #passes = 0;
  #stopped = false;

  constructor(text: string, check: Check, choose: Choose, concerns: (finding: Finding) => boolean) {
    this.#text = text;
    this.#check = check;
    this.#choose = choose;
    this.#seen.add(text);
    this.#checked = check(text);
    this.#memories = new Map(
      this.#checked.findings.map((finding) => [
        finding,
        { lineage: [], ...(concerns(finding) ? {} : { isForeign: true as const }) },
      ]),
    );
  }

  close(): void {
    this.#checked.close?.();
  }

  async toEnd(maxPasses: number): Promise<Outcome> {
    for (;;) {
      const chosen = await this.#ask();
      const revertedBefore = this.#reverted.length;
      if (chosen.length === 0) return this.#outcome(true);
      if (this.#passes === maxPasses) return this.#outcome(false);
      const kept = this.#pass(chosen);
      if (kept === undefined && this.#reverted.length === revertedBefore) return this.#outcome(false);
    }
  }

  /** Asks about every finding that nothing is known of yet. */
  async #ask(): Promise<Chosen[]> {
    const chosen: Chosen[] = [];
    for (const [finding, memory] of this.#memories) {
      if (memory.isForeign || memory.reason?.kind === "reverted") continue;
      const choice = await this.#choiceFor(finding, memory);
      const fix = choice?.kind === "take" ? answered(choice.fix, choice.answer) : undefined;
      if (fix !== undefined) chosen.push({ finding, fix });
      memory.reason = reasonOf(finding, choice);
    }
    return chosen;
  }

  async #choiceFor(finding: Finding, memory: Memory): Promise<Choice | undefined> {
    if (fixesOf(finding).length === 0) return undefined;
    const remembered = recall(memory.decision, finding, this.#text);
    if (remembered !== undefined) return remembered;
    if (this.#stopped) return { kind: "stop" };
    const checked = this.#checked;
    const before = this.#text;
    const preview = (fix: Fix, answer?: string) => {
      const taken = answered(fix, answer) ?? fix;
      return { before, edits: withImports(checked, merge([taken]).edits, [taken]) };
    };
    const choice = await this.#choose(finding, checked, preview, before);
    if (choice.kind === "stop") this.#stopped = true;
    else memory.decision = choice;
    return choice;
  }

  #pass(chosen: readonly Chosen[]): Rewrite | undefined {
    const changes = chosen.map((one) => ({ ...one.fix, one }));
    const { accepted, malformed } = merge(changes, this.#text.length);
    for (const { change, because } of malformed) this.#revert(change.one, { kind: "malformed", because });
    const fixes = accepted.map(({ one }) => one);
    const { kept, rewrite, failed } = admit(fixes, (some) => this.#attempt(some));
    for (const { chosen: one, failure } of failed) this.#revert(one, failure);
    if (rewrite !== undefined) this.#keep(rewrite, kept);
    return rewrite;
  }

  #attempt(chosen: readonly Chosen[]): Rewrite | Failure {
    const { edits } = merge(chosen.map(({ fix }) => fix));
    const before = { text: this.#text, checked: this.#checked, seen: this.#seen };
    const tried = attempt(before, this.#check, chosen, edits);
    if ("kind" in tried || !this.#circles(tried, chosen)) return tried;
    tried.checked.close?.();
    return { kind: "loop" };
  }

  /** Whether a finding comes back that earlier fixes, in a chain, have turned into those fixed here. */
  #circles({ checked, origins }: Rewrite, chosen: readonly Chosen[]): boolean {
    const fixed = new Set<Finding | undefined>(chosen.map(({ finding }) => finding));
    const fresh = checked.findings.filter((_, i) => origins[i] === undefined || fixed.has(origins[i]));
    return [...new Set(fresh.map(({ rule }) => rule))].some((rule) => {
      const sources = chosen.filter(({ fix }) => fix.leaves?.includes(rule));
      return sources.every(({ finding }) => this.#lineage(finding).includes(rule));
    });
  }

  #lineage(finding: Finding): readonly string[] {
    return this.#memories.get(finding)?.lineage ?? [];
  }

  #revert({ finding, fix }: Chosen, failure: Failure): void {
    this.#reverted.push({ finding, fix, failure, pass: this.#passes + 1 });
    const memory = this.#memories.get(finding);
    if (memory !== undefined) memory.reason = { kind: "reverted", fix, failure };
  }

  #keep(rewrite: Rewrite, kept: readonly Chosen[]): void {
    this.#passes += 1;
    const fixed = new Set(kept.map(({ finding }) => finding));
    const staying = new Set(rewrite.origins);
    for (const [finding, { isForeign }] of this.#memories) {
      if (!isForeign && !fixed.has(finding) && !staying.has(finding)) this.#cleared.push(finding);
    }
    for (const one of kept) this.#applied.push({ ...one, pass: this.#passes });
    this.#memories = this.#memoriesAfter(rewrite, kept, fixed);
    this.#checked.close?.();
    this.#checked = rewrite.checked;
    this.#text = rewrite.text;
    this.#edits = compose(this.#edits, rewrite.edits);
    this.#seen.add(rewrite.text);
  }

  #memoriesAfter(
    { checked, origins }: Rewrite,
    kept: readonly Chosen[],
    fixed: ReadonlySet<Finding>,
  ): Map<Finding, Memory> {
    const memories = new Map<Finding, Memory>();
    const lineages = new Map<string, readonly string[]>();
    checked.findings.forEach((finding, i) => {
      const origin = origins[i];
      const known = origin && !fixed.has(origin) ? this.#memories.get(origin) : undefined;
      const lineage = lineages.get(finding.rule) ?? this.#lineageOf(finding.rule, kept);
      lineages.set(finding.rule, lineage);
      memories.set(finding, known ?? { lineage });
    });
    return memories;
  }

  /** Who may have left a finding of the rule; in doubt somebody who makes it no loop. */
  #lineageOf(rule: string, kept: readonly Chosen[]): readonly string[] {
    const lineages = kept
      .filter(({ fix }) => fix.leaves?.includes(rule))
      .map(({ finding }) => [...this.#lineage(finding), finding.rule]);
    return lineages.find((lineage) => !lineage.includes(rule)) ?? lineages[0] ?? [];
  }

  #outcome(converged: boolean): Outcome {
    const left = [...this.#memories]
      .filter(([, { isForeign }]) => !isForeign)
      .map(([finding, { reason }]) => ({ finding, reason: reason ?? { kind: "not asked" as const } }));
    return {
      text: this.#text,
      edits: this.#edits,
      applied: this.#applied,
      cleared: this.#cleared,
      left,
      reverted: this.#reverted,
      passes: this.#passes,
      converged,
      stopped: this.#stopped,
    };
  }
}

/** Why a finding stays if nothing else becomes of it in this pass. */
function reasonOf(finding: Finding, choice: Choice | undefined): LeftReason {
  if (choice === undefined) {
    const because = finding.remedies.find((remedy) => remedy.kind === "none")?.because;
    return { kind: "none", because: because ?? "the rule gives no reason" };
  }
  switch (choice.kind) {
    case "take":
      return answered(choice.fix, choice.answer) === undefined
        ? { kind: "withheld" }
        : { kind: "conflicted" };
    case "decline":
      return choice.isForLater ? { kind: "declined", isForLater: true } : { kind: "declined" };
    case "withhold":
      return { kind: "withheld" };
    case "stop":
      return { kind: "not asked" };
  }
}
