import { createInterface, emitKeypressEvents } from "node:readline";
import type { Key, KeyScreen } from "./key-screen.ts";

interface Streams {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

const CTRL_C = "\x03";

/** Asks without moving the cursor: what changes is printed anew, below. `undefined` where nobody answers any more. */
export async function askPlainly<State, Answer>(
  streams: Streams,
  screen: KeyScreen<State, Answer>,
  gone: AbortSignal,
): Promise<Answer | undefined> {
  const { output } = streams;
  let state = screen.start;
  let shown: string | undefined;
  for (;;) {
    // There is no window to scroll: all of it is printed, and read from start to end.
    const text = screen.render(state, { columns: output.columns || 80, rows: Number.POSITIVE_INFINITY });
    if (text !== shown) output.write(shown === undefined ? text : `\n${text}`);
    shown = text;
    const isEntry = screen.textOf(state) !== undefined;
    const key = isEntry ? await readEntry(streams, gone) : await readKey(streams, gone);
    if (key === undefined) {
      output.write("\n");
      return undefined;
    }
    const next = screen.press(state, key);
    if ("answer" in next) {
      if (!isEntry) output.write(`${echoOf(key)}\n`);
      return next.answer;
    }
    state = next.state;
    if (isEntry) shown = undefined;
  }
}

/** What the terminal does not show by itself while single keys are read. */
function echoOf({ sequence, name }: Key): string {
  return /^[\x21-\x7e]$/.test(sequence) ? sequence : name;
}

async function readKey({ input }: Streams, gone: AbortSignal): Promise<Key | undefined> {
  emitKeypressEvents(input);
  input.setRawMode(true);
  try {
    return await new Promise((resolve) => {
      const pressed = (_text: string | undefined, key: { sequence?: string; name?: string }): void => {
        finish(
          key.sequence === CTRL_C
            ? undefined
            : { sequence: key.sequence ?? "", name: key.name ?? "", line: "" },
        );
      };
      const left = (): void => finish(undefined);
      const finish = (key: Key | undefined): void => {
        input.off("keypress", pressed);
        gone.removeEventListener("abort", left);
        resolve(key);
      };
      input.on("keypress", pressed);
      gone.addEventListener("abort", left);
      input.resume();
    });
  } finally {
    input.pause();
    if (!input.destroyed) input.setRawMode(false);
  }
}

/** A line as the terminal itself lets it be edited. An empty one goes back, as Esc does. */
async function readEntry({ input }: Streams, gone: AbortSignal): Promise<Key | undefined> {
  const reader = createInterface({ input, terminal: false });
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort();
  process.once("SIGINT", interrupt);
  try {
    return await new Promise((resolve) => {
      reader.once("line", (line) => resolve({ sequence: "\r", name: "return", line }));
      reader.once("close", () => resolve(undefined));
      for (const signal of [gone, interrupted.signal])
        signal.addEventListener("abort", () => resolve(undefined), { once: true });
    });
  } finally {
    process.off("SIGINT", interrupt);
    reader.close();
  }
}
