import type { Fix } from "../../core/fix.ts";

/** What comes of a key that does not answer the question: it is asked again, perhaps with other forms. */
export interface Aside {
  readonly notice?: string;
  readonly forms?: readonly Fix[];
}
