import { type Choose, chooseWithin, fixesOf } from "../../core/choose.ts";
import type { Edit } from "../../core/edit.ts";
import type { Finding } from "../../core/finding.ts";
import type { Fix } from "../../core/fix.ts";
import { settle } from "../../core/settle.ts";
import type { Opened } from "./projects.ts";

/** What an editor can be offered to do, as data that it hands back when the user takes it. */
export type Offer =
  | { readonly kind: "fix"; readonly finding: FindingKey; readonly form: number }
  | { readonly kind: "suppress"; readonly finding: FindingKey }
  | { readonly kind: "fix all" };

/** Names a finding of a text that has not changed. */
export interface FindingKey {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
}

/** An offer with its title. */
export interface TitledOffer {
  readonly title: string;
  readonly offer: Offer;
  /** Whether it is the one that the user most likely wants. */
  readonly isPreferred: boolean;
}

/** What is offered for a finding: its fixes, those that are not safe with their reason, and a suppression. */
export function offersFor(finding: Finding): readonly TitledOffer[] {
  const { rule, start, end } = finding;
  const key = { rule, start, end };
  const forms = fixesOf(finding).map((fix, form) => ({ fix, form }));
  // What asks for a fact cannot be written without it.
  const usable = forms.filter(({ fix }) => fix.ask === undefined && fix.applicability !== "display");
  return [
    ...usable.map(({ fix, form }, i) => ({
      title: titleOf(fix),
      offer: { kind: "fix" as const, finding: key, form },
      isPreferred: i === 0 && fix.applicability === "safe",
    })),
    {
      title: `Do not report ${rule} here`,
      offer: { kind: "suppress" as const, finding: key },
      isPreferred: false,
    },
  ];
}

function titleOf({ title, applicability, because }: Fix): string {
  if (applicability === "safe") return title;
  return because === undefined ? `${title} (unsafe)` : `${title} (unsafe: ${because})`;
}

/** What an offer does to a text; a string says why it does nothing. */
export async function editsOf(offer: Offer, text: string, opened: Opened): Promise<readonly Edit[] | string> {
  switch (offer.kind) {
    case "fix all":
      return (await settle(text, opened.check, chooseWithin("safe"))).edits;
    case "suppress": {
      const finding = findingOf(offer.finding, text, opened);
      const edit = finding && opened.analyzer.suppressionEdit(text, finding, "");
      return edit === undefined ? "no comment can stand there" : [edit];
    }
    case "fix": {
      const outcome = await settle(text, opened.check, chooseOne(offer.finding, offer.form));
      return outcome.applied.length === 0 ? "the finding is another now" : outcome.edits;
    }
  }
}

/** Takes one fix of one finding, and nothing else. */
function chooseOne(key: FindingKey, form: number): Choose {
  let isTaken = false;
  return (finding) => {
    const fix = !isTaken && isKeyOf(key, finding) ? fixesOf(finding)[form] : undefined;
    if (fix === undefined) return { kind: "decline" };
    isTaken = true;
    return { kind: "take", fix };
  };
}

function findingOf(key: FindingKey, text: string, { check }: Opened): Finding | undefined {
  const checked = check(text);
  try {
    return checked.findings.find((finding) => isKeyOf(key, finding));
  } finally {
    checked.close?.();
  }
}

function isKeyOf({ rule, start, end }: FindingKey, finding: Finding): boolean {
  return finding.rule === rule && finding.start === start && finding.end === end;
}
