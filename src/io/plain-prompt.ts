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
  const { input, output } = streams;
  let state = screen.start;
  let shown: string | undefined;
  try {
    for (;;) {
      const isEntry = screen.textOf(state) !== undefined;
      // Before it is shown: who sees a question may press a key at once, and that must be one key, not half a line.
      input.setRawMode(!isEntry);
      // There is no window to scroll: all of it is printed, and read from start to end.
      const text = screen.render(state, { columns: output.columns || 80, rows: Number.POSITIVE_INFINITY });
      if (text !== shown) output.write(shown === undefined ? text : `\n${text}`);
      const key = await (isEntry ? readEntry : readKey)(streams, gone);
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
      // The terminal itself has begun a new line after an entry.
      shown = isEntry ? undefined : text;
    }
  } finally {
    input.pause();
    if (!input.destroyed) input.setRawMode(false);
  }
}

/** What the terminal does not show by itself while single keys are read. */
function echoOf({ sequence, name }: Key): string {
  if (/^[\x21-\x7e]$/.test(sequence)) return sequence;
  return name === "return" ? "Enter" : name;
}

function readKey({ input }: Streams, gone: AbortSignal): Promise<Key | undefined> {
  emitKeypressEvents(input);
  return new Promise((resolve) => {
    const pressed = (_text: string | undefined, { sequence = "", name = "" }: PressedKey): void =>
      finish(sequence === CTRL_C ? undefined : { sequence, name, line: "" });
    const left = (): void => finish(undefined);
    const finish = (key: Key | undefined): void => {
      input.off("keypress", pressed);
      gone.removeEventListener("abort", left);
      resolve(key);
    };
    input.on("keypress", pressed);
    gone.addEventListener("abort", left);
    if (gone.aborted) left();
    else input.resume();
  });
}

interface PressedKey {
  readonly sequence?: string;
  readonly name?: string;
}

/** A line as the terminal itself lets it be edited. An empty one goes back, as Esc does. */
async function readEntry({ input }: Streams, gone: AbortSignal): Promise<Key | undefined> {
  const reader = createInterface({ input, terminal: false });
  try {
    return await new Promise((resolve) => {
      reader.once("line", (line) => resolve({ sequence: "\r", name: "return", line }));
      reader.once("close", () => resolve(undefined));
      if (gone.aborted) resolve(undefined);
      gone.addEventListener("abort", () => resolve(undefined), { once: true });
    });
  } finally {
    reader.close();
  }
}
