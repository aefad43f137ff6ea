import { type Markup, markup } from "../markup.ts";
import { plural } from "../summary.ts";
import { countStates, type Item, STATES, type State } from "./model.ts";
import type { StateWords } from "./words.ts";

type Words = Readonly<Record<State, StateWords>>;

/** A bar for each rule, as long as it has findings, in the colours of what became of them. */
export function chart(rules: readonly (readonly [string, readonly Item[]])[], words: Words): Markup {
  const most = Math.max(1, ...rules.map(([, items]) => items.length));
  return markup`<ol class="chart">${rules.map(([rule, items]) => row(rule, items, most, words))}</ol>`;
}

function row(rule: string, items: readonly Item[], most: number, words: Words): Markup {
  const counts = countStates(items);
  const told = STATES.flatMap((state) => {
    const count = counts.get(state) ?? 0;
    return count === 0 ? [] : [`${count} ${words[state].label.toLowerCase()}`];
  }).join(", ");
  return markup`<li><a class="rule" href="#about-${rule}">${rule}</a>${bar(rule, counts, most, told)}<b>${items.length}</b><small>${told}</small></li>`;
}

const WIDTH = 1000;
const HEIGHT = 20;
const GAP = 3;

function bar(rule: string, counts: ReadonlyMap<State, number>, most: number, told: string): Markup {
  let x = 0;
  const parts = STATES.flatMap((state) => {
    const count = counts.get(state) ?? 0;
    if (count === 0) return [];
    const width = (count / most) * WIDTH;
    const rect = markup`<rect class="f-${state}" x="${rounded(x)}" y="0" width="${rounded(Math.max(width - GAP, GAP))}" height="${HEIGHT}"/>`;
    x += width;
    return [rect];
  });
  return markup`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${rule}: ${told}"><title>${told}</title><rect class="track" x="0" y="0" width="${WIDTH}" height="${HEIGHT}"/>${parts}</svg>`;
}

/** A ring of all findings, by what became of them, around the share that needs nothing more. */
export function ring(items: readonly Item[], words: Words): Markup {
  const counts = countStates(items);
  const total = Math.max(1, items.length);
  let turned = 0;
  const arcs = STATES.flatMap((state) => {
    const count = counts.get(state) ?? 0;
    if (count === 0) return [];
    const share = (count / total) * 100;
    const gap = share < 100 ? Math.min(1, share / 3) : 0;
    const arc = markup`<circle class="s-${state}" cx="21" cy="21" r="15.915" pathLength="100" stroke-dasharray="${rounded(share - gap)} ${rounded(100 - share + gap)}" stroke-dashoffset="${rounded(25 - turned)}"><title>${count} ${words[state].label}</title></circle>`;
    turned += share;
    return [arc];
  });
  const told = plural(items.length, "finding");
  return markup`<svg class="ring" viewBox="0 0 42 42" role="img" aria-label="${told}"><circle class="s-track" cx="21" cy="21" r="15.915"/>${arcs}<text x="21" y="22.5">${items.length}</text><text class="small" x="21" y="27">${items.length === 1 ? "finding" : "findings"}</text></svg>`;
}

function rounded(number: number): number {
  return Math.round(number * 100) / 100;
}
