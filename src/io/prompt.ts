import { createPrompt, ExitPromptError, useEffect, useKeypress, useState } from "@inquirer/core";
import { createPromptModule } from "inquirer";
import { ExpectedError } from "../core/expected-error.ts";

/** A key as the terminal sends it. */
export interface Key {
  /** What tells `a` from `A`: the characters that arrived. */
  readonly sequence: string;
  /** The name of a key that has no character: `tab`, `up`, `pagedown`. */
  readonly name: string;
}

/** How much room there is. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A question on the screen: what it shows, and what each key makes of it. Pure, so that it needs no terminal. */
export interface KeyScreen<State, Answer> {
  readonly start: State;
  press(state: State, key: Key): { readonly state: State } | { readonly answer: Answer };
  render(state: State, size: Size): string;
}

/** The answer of someone who pressed Ctrl-C. */
export const INTERRUPTED = Symbol("interrupted");

/** The streams that a review is held on. */
export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
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
        `-i needs a terminal, and ${missing.join(" and ")} is none. ` +
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
    // The prompt hands each state back to the screen that it came from, and its answer to us.
    const asked = screen as unknown as AnyScreen;
    const { output } = this.#terminal;
    const question = [{ type: "screen", name: "answer", message: "", screen: asked, output }] as const;
    return (await answerTo(this.#module()<{ answer: unknown }>(question))) as Answer | typeof INTERRUPTED;
  }

  /** A line of text; empty where there was none. */
  async askText(message: string): Promise<string | typeof INTERRUPTED> {
    const question = [{ type: "input", name: "answer", message }] as const;
    const answer = await answerTo(this.#module()<{ answer: string }>(question));
    return answer === INTERRUPTED ? INTERRUPTED : answer.trim();
  }

  #module() {
    const prompts = createPromptModule<{ screen: ScreenConfig }>({
      ...this.#terminal,
      clearPromptOnDone: true,
    });
    return prompts.registerPrompt("screen", screenPrompt);
  }
}

// A type alias, not an interface: inquirer asks for an index signature.
type ScreenConfig = { readonly screen: AnyScreen; readonly output: NodeJS.WriteStream };

/** The answer, or that there is none because of Ctrl-C. */
async function answerTo<T>(question: Promise<{ readonly answer: T }>): Promise<T | typeof INTERRUPTED> {
  try {
    return (await question).answer;
  } catch (error) {
    if (error instanceof ExitPromptError) return INTERRUPTED;
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
    line.clearLine(0);
    const { name, sequence } = event as typeof event & { readonly sequence?: string };
    const next = screen.press(state.value, { name: name ?? "", sequence: sequence ?? "" });
    if ("answer" in next) done(next.answer);
    else setState({ value: next.state });
  });
  return screen.render(state.value, size);
});

/** A terminal may say that it has no columns at all. */
function sizeOf({ columns, rows }: NodeJS.WriteStream): Size {
  return { columns: columns || 80, rows: rows || 24 };
}
