import { type Markup, markup } from "../markup.ts";
import { countStates, type FileView, type Item, STATES, type State } from "./model.ts";
import type { StateWords } from "./words.ts";

/** What narrows the page down. It stays hidden where no script runs, since it would do nothing. */
export function filters(
  files: readonly FileView[],
  groups: readonly (readonly [string, readonly Item[]])[],
  words: Readonly<Record<State, StateWords>>,
): Markup {
  const items = groups.flatMap(([, all]) => all);
  const counts = countStates(items);
  const states = STATES.filter((state) => (counts.get(state) ?? 0) > 0);
  const rules = groups.map(([rule, all]) => markup`<option value="${rule}">${rule} (${all.length})</option>`);
  const kinds = states.map(
    (state) => markup`<option value="${state}">${words[state].label} (${counts.get(state) ?? 0})</option>`,
  );
  const paths = files.map(({ path }) => markup`<option value="${path}">`);
  return markup`<form class="filters" id="filters" hidden>
<label>Rule <select name="rule"><option value="">all rules</option>${rules}</select></label>
<label>Kind <select name="state"><option value="">all kinds</option>${kinds}</select></label>
<label>File <input name="path" type="search" list="paths" placeholder="part of a path" autocomplete="off"></label>
<datalist id="paths">${paths}</datalist>
<output></output>
<span class="folds"><button type="button" name="open">Open all</button><button type="button" name="close">Close all</button></span>
</form>`;
}
