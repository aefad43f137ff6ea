import type { Output } from "./world.ts";

const SHOW_AFTER_MS = 500;
const EVERY_MS = 80;

/** Gives signals a chance between files, and shows on a terminal how far a long run is. */
export class Progress {
  readonly #output: Output;
  readonly #enabled: boolean;
  readonly #start = performance.now();
  #last = 0;
  #count = 0;
  #shown = false;

  constructor(output: Output, enabled: boolean) {
    this.#output = output;
    this.#enabled = enabled && output.isTTY;
  }

  /** One more file. Where it is time to let signals in there is something to wait for. */
  step(verb: string, file: { readonly path: string }): Promise<void> | undefined {
    this.#count += 1;
    const now = performance.now();
    if (now - this.#last < EVERY_MS) return undefined;
    this.#last = now;
    if (this.#enabled && now - this.#start > SHOW_AFTER_MS) this.#show(`${this.#count} ${verb} ${file.path}`);
    return new Promise((resolve) => setImmediate(resolve));
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#shown) this.#output.write("\r\x1b[K");
    this.#shown = false;
  }

  #show(text: string): void {
    const columns = this.#output.columns || 80;
    this.#shown = true;
    this.#output.write(`\r\x1b[K${text.replace(/[^ -~]/g, "?").slice(0, columns - 1)}`);
  }
}
