import type { Fix } from "../../core/fix.ts";
import type { Decision } from "./decision-log.ts";

/** What the one who walks through the files must do before the next question. */
export type Turn = { readonly kind: "undo"; readonly decision: Decision } | { readonly kind: "rescan" };

/** What comes of a key that does not answer the question: it is asked again, perhaps with other forms. */
export interface Aside {
  readonly notice?: string;
  readonly forms?: readonly Fix[];
  readonly turn?: Turn;
}
