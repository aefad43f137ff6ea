import type { Edit } from "../../core/edit.ts";
import type { Fix, Remedy } from "../../core/fix.ts";
import type { PythonModule } from "../../python/module.ts";
import type { Preserved } from "./preserved.ts";
import { verifyPreserved } from "./remedies.ts";

/** Preserving forms, those together whose sockets one context wraps. */
export function byContext(forms: readonly Preserved[]): Preserved[][] {
  const groups = new Map<number, Preserved[]>();
  for (const form of forms) {
    const { start } = form.creation;
    groups.set(start, [...(groups.get(start) ?? []), form]);
  }
  return [...groups.values()];
}

/**
 * Makes the forms of one context verify, where all of its sockets can: one whose host is not known could not connect with
 * a context that checks it.
 */
export function verifyForms(module: PythonModule, forms: readonly Preserved[]): Remedy | undefined {
  const remedies = forms.map((form) => verifyPreserved(module, form));
  if (forms.length < 2 || remedies.every((remedy) => remedy === undefined)) return remedies[0];
  const because = "it wraps several sockets, and the file does not show the host of each";
  return asOne(forms, remedies) ?? { kind: "none", because };
}

/** The fixes of all calls as one, where each makes the same of the context. */
function asOne(forms: readonly Preserved[], remedies: readonly (Remedy | undefined)[]): Fix | undefined {
  const fixes = remedies.filter((remedy) => remedy !== undefined && isProven(remedy));
  const [first] = fixes;
  const calls = forms.map(({ bound }) => bound.call);
  if (first === undefined || fixes.length < forms.length) return undefined;
  const isOfCall = (edit: Edit) => calls.some(({ start, end }) => start <= edit.start && edit.end <= end);
  const shared = fixes.map(({ edits }) => JSON.stringify(edits.filter((edit) => !isOfCall(edit))));
  if (shared.some((text) => text !== shared[0])) return undefined;
  const own = fixes.flatMap(({ edits }) => edits.filter(isOfCall));
  const start = Math.min(...calls.map((call) => call.start));
  const end = Math.max(...calls.map((call) => call.end));
  return {
    ...first,
    edits: [...first.edits.filter((edit) => !isOfCall(edit)), ...own],
    guard: { start, end },
  };
}

function isProven(remedy: Remedy): remedy is Fix {
  return remedy.kind === "fix" && remedy.applicability === "unsafe";
}
