import type { Finding, Related } from "../../core/finding.ts";
import type { Fix } from "../../core/fix.ts";
import { type LineIndex, type Position, spokenPlace } from "../../core/lines.ts";
import { type Markup, markup } from "../markup.ts";
import type { ReportContext } from "../reporter.ts";
import { diffView, frameView, type Source } from "./diff-view.ts";
import { inline } from "./markdown.ts";
import type { Item, State } from "./model.ts";
import type { StateWords } from "./words.ts";

/** What the view of a finding takes besides the finding. */
export interface ItemContext extends Pick<ReportContext, "editsOf"> {
  readonly path: string;
  /** The text that the finding is in. */
  readonly source: Source;
  readonly lines: LineIndex;
  /** Whether that text is none that anybody has yet. */
  readonly isPreview: boolean;
  readonly words: Readonly<Record<State, StateWords>>;
}

/** A finding that is gone: what was done, in a row. */
export function fixedView({ rule, fix, position }: Item, words: ItemContext["words"]): Markup {
  const title = fix === undefined ? "Gone with another finding's fix" : inline(fix.title);
  const strength = fix?.applicability === "unsafe" && markup` <span class="chip c-unsafe">unsafe</span>`;
  const because = fix?.because !== undefined && markup`<p class="because">${inline(fix.because)}</p>`;
  return markup`<li class="item done" ${dataOf(rule, "fixed")}><span class="chip c-fixed">${words.fixed.label}</span> ${ruleLink(rule)}${placeOf(position)} <span class="title">${title}</span>${strength}${because}</li>`;
}

/** A finding that is left: the code, and what can be done about it. */
export function leftView(item: Item, context: ItemContext): Markup {
  const { rule, state, finding, note, position } = item;
  const { words, lines, source } = context;
  const remedies = remediesView(finding, context);
  const frame = remedies.hasDiff ? undefined : frameView(lines, finding, source.tokens);
  return markup`<article class="item" ${dataOf(rule, state)}>
<header><span class="chip c-${state}">${words[state].label}</span> ${ruleLink(rule)}${placeOf(position)}${context.isPreview && markup` <span class="place">(after the fixes)</span>`}</header>
<p class="message">${inline(finding.message)}</p>
${finding.related.map((related) => relatedView(related, context))}${frame}${note !== undefined && markup`<p class="reason">${note}</p>`}${remedies.view}
</article>
`;
}

/** What the filters go by. */
function dataOf(rule: string, state: State): Markup {
  return markup`data-rule="${rule}" data-state="${state}"`;
}

function ruleLink(rule: string): Markup {
  return markup`<a class="rule" href="#about-${rule}">${rule}</a>`;
}

function placeOf(position: Item["position"]): Markup | undefined {
  return position && markup` <span class="place">${spokenPlace(position)}</span>`;
}

function relatedView(related: Related, { path, lines }: ItemContext): Markup {
  const isHere = related.path === undefined || related.path === path;
  const at = related.lines === undefined ? "" : `:${related.lines.line}`;
  const place = isHere ? spokenLine(lines.position(related.start)) : `${related.path}${at}`;
  return markup`<p class="related"><span>${place}</span> ${inline(related.message)}</p>`;
}

function spokenLine({ cell, line }: Position): string {
  return cell === undefined ? `line ${line}` : `cell ${cell}, line ${line}`;
}

function remediesView(
  finding: Finding,
  context: ItemContext,
): { readonly view: readonly Markup[]; readonly hasDiff: boolean } {
  let hasDiff = false;
  const view = finding.remedies.map((remedy) => {
    if (remedy.kind === "none") return markup`<p class="reason"><b>No fix:</b> ${inline(remedy.because)}</p>`;
    const diff = diffView(context.source, context.editsOf(remedy));
    const shown = fixView(remedy, diff, !hasDiff);
    hasDiff ||= diff !== undefined;
    return shown;
  });
  return { view, hasDiff };
}

const STRENGTHS = { safe: "Safe", unsafe: "Unsafe", display: "To be reviewed" } as const;
const STRENGTH_STATES = { safe: "safe", unsafe: "unsafe", display: "ask" } as const;

function fixView(fix: Fix, diff: Markup | undefined, isFirst: boolean): Markup {
  const { applicability, title, because, ask } = fix;
  const strength = markup`<span class="dot c-${STRENGTH_STATES[applicability]}">${STRENGTHS[applicability]}</span>`;
  const reason = because !== undefined && markup`<p class="because">${inline(because)}</p>`;
  const question =
    ask !== undefined &&
    markup`<p class="because">${ask.text} <code>${ask.placeholder}</code> stands for it.</p>`;
  return markup`<details class="fix"${isFirst && markup` open`}><summary>${strength} <span class="title">${inline(title)}</span></summary>${reason}${question}${diff}</details>
`;
}
