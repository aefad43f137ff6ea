import { createPrompt, ExitPromptError, useEffect, useKeypress, useState } from "@inquirer/core";
import { createPromptModule } from "inquirer";
import { ExpectedError } from "../core/expected-error.ts";
import type { Key, KeyScreen, Size } from "./key-screen.ts";
import { askPlainly } from "./plain-prompt.ts";

/** The answer of someone who pressed Ctrl-C, or has gone. */
export const INTERRUPTED = Symbol("interrupted");

/** The streams that a review is held on. */
export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  /** One question below the other, nothing drawn twice: for screen readers, and terminals that can no more. */
  readonly isPlain: boolean;
  /** Aborted when a signal wants the run to end. */
  readonly interrupt: AbortSignal;
}

type AnyScreen = KeyScreen<unknown, unknown>;

const DRAIN_MS = 60;
const CTRL_C = 0x03;

/** Asks on a terminal. */
export class Prompter {
  readonly #terminal: Terminal;

  /** Throws where there is no terminal to ask on: nobody could answer. */
  constructor(terminal: Terminal) {
    const missing = [
      ...(terminal.input.isTTY ? [] : ["standard input"]),
      ...(terminal.output.isTTY ? [] : ["standard output"]),
    ];
    if (missing.length > 0) {
      throw new ExpectedError(
        `-i needs a terminal, and ${missing.length === 1 ? `${missing[0]} is none` : `neither ${missing.join(" nor ")} is one`}. ` +
          "Without one, --diff shows the changes and --fix writes them.",
      );
    }
    this.#terminal = terminal;
  }

  /** Swallows what was typed before there was a question: it cannot have been meant as an answer. */
  async drain(): Promise<typeof INTERRUPTED | undefined> {
    const { input } = this.#terminal;
    let interrupted = false;
    const swallow = (chunk: Buffer | string): void => {
      interrupted ||= Buffer.from(chunk).includes(CTRL_C);
    };
    input.setRawMode(true);
    input.on("data", swallow);
    await new Promise((resolve) => setTimeout(resolve, DRAIN_MS));
    input.off("data", swallow);
    input.pause();
    input.setRawMode(false);
    return interrupted ? INTERRUPTED : undefined;
  }

  /** Shows a screen until a key answers it, then takes it away. */
  async ask<State, Answer>(screen: KeyScreen<State, Answer>): Promise<Answer | typeof INTERRUPTED> {
    const { input, output, interrupt, isPlain } = this.#terminal;
    const gone = new AbortController();
    const leave = (): void => gone.abort();
    const leaveAtEnd = (_text: string | undefined, key: { ctrl?: boolean; name?: string }): void => {
      if (key.ctrl && key.name === "d") leave();
    };
    // When there is nobody any more, a question that waits for a key would wait for ever.
    const signal = AbortSignal.any([gone.signal, interrupt]);
    input.once("end", leave).once("close", leave).on("keypress", leaveAtEnd);
    try {
      if (isPlain) return (await askPlainly({ input, output }, screen, signal)) ?? INTERRUPTED;
      // The prompt carries any screen; what it is given back is this screen's state, and its answer to us.
      const asked = screen as unknown as AnyScreen;
      const question = [{ type: "screen", name: "answer", message: "", screen: asked, output }] as const;
      return (await answerTo(this.#module(signal)<{ answer: unknown }>(question))) as
        | Answer
        | typeof INTERRUPTED;
    } finally {
      input.off("end", leave).off("close", leave).off("keypress", leaveAtEnd);
    }
  }

  #module(signal: AbortSignal) {
    const { input, output } = this.#terminal;
    const prompts = createPromptModule<{ screen: ScreenConfig }>({
      input,
      output,
      clearPromptOnDone: true,
      signal,
    });
    return prompts.registerPrompt("screen", screenPrompt);
  }
}

// A type alias, not an interface: inquirer asks for an index signature.
type ScreenConfig = { readonly screen: AnyScreen; readonly output: NodeJS.WriteStream };

/** The answer, or that there is none because of Ctrl-C or a closed input. */
async function answerTo<T>(question: Promise<{ readonly answer: T }>): Promise<T | typeof INTERRUPTED> {
  try {
    return (await question).answer;
  } catch (error) {
    if (error instanceof ExitPromptError) return INTERRUPTED;
    if (error instanceof Error && error.name === "AbortPromptError") return INTERRUPTED;
    throw error;
  }
}

const screenPrompt = createPrompt<unknown, ScreenConfig>(({ screen, output }, done) => {
  const [state, setState] = useState<{ readonly value: unknown }>({ value: screen.start });
  const [size, setSize] = useState(sizeOf(output));
  useEffect(() => {
    const resized = (): void => setSize(sizeOf(output));
    output.on("resize", resized);
    return () => void output.off("resize", resized);
  }, []);
  useKeypress((event, line) => {
    const { name, sequence } = event as typeof event & { readonly sequence?: string };
    const isEntry = screen.textOf(state.value) !== undefined;
    if (!isEntry) line.clearLine(0);
    const key: Key = { name: name ?? "", sequence: sequence ?? "", line: isEntry ? line.line : "" };
    const next = screen.press(state.value, key);
    if ("answer" in next) {
      done(next.answer);
      return;
    }
    keepLine(line, screen.textOf(next.state));
    setState({ value: next.state });
  });
  return screen.render(state.value, size);
});

/** The line editor holds what is typed: Enter empties it, and a screen may start with a text. */
function keepLine(
  editor: { readonly line: string; write(text: string): void; clearLine(dir: 0): void },
  text = "",
) {
  if (editor.line === text) return;
  editor.clearLine(0);
  if (text !== "") editor.write(text);
}

/** A terminal may say that it has no columns at all. */
function sizeOf({ columns, rows }: NodeJS.WriteStream): Size {
  return { columns: columns || 80, rows: rows || 24 };
}
