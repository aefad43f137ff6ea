import { createRequire } from "node:module";
import { type IPty, spawn } from "@lydell/node-pty";
import type { Terminal as HeadlessTerminal } from "@xterm/headless";
import { cleanEnvironment } from "./built-cli.ts";

const { Terminal } = createRequire(import.meta.url)("@xterm/headless") as {
  readonly Terminal: typeof HeadlessTerminal;
};

const PATIENCE_MS = 15_000;

interface TerminalOptions {
  readonly cwd: string;
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Record<string, string>;
}

/** A program in a real pseudo-terminal, with a model of what its screen shows. */
export class TerminalSession {
  readonly #pty: IPty;
  readonly #screen: HeadlessTerminal;
  #output = "";
  #hasExited = false;
  /** Resolves with the exit status. */
  readonly exited: Promise<number>;

  constructor(script: string, args: readonly string[], options: TerminalOptions, program = process.execPath) {
    const { cwd, columns: cols = 100, rows = 40, env = {} } = options;
    this.#screen = new Terminal({ cols, rows, allowProposedApi: true, scrollback: 20_000 });
    this.#pty = spawn(program, [script, ...args], {
      cwd,
      cols,
      rows,
      name: "xterm-256color",
      env: { ...cleanEnvironment(), ...env },
    });
    this.#pty.onData((data) => {
      this.#output += data;
      this.#screen.write(data);
    });
    this.exited = new Promise((resolve) =>
      this.#pty.onExit(({ exitCode }) => {
        // What was written last may still be on its way to the screen.
        setTimeout(() => {
          this.#hasExited = true;
          resolve(exitCode);
        }, 100);
      }),
    );
  }

  /** Any program, such as a shell that sets the terminal up first. */
  static of(
    program: string,
    args: readonly [string, ...string[]],
    options: TerminalOptions,
  ): TerminalSession {
    const [first, ...rest] = args;
    return new TerminalSession(first, rest, options, program);
  }

  /** Everything that was ever written, with its control sequences. */
  get output(): string {
    return this.#output;
  }

  /** What the terminal shows, scrolled-off lines included. */
  text(): string {
    const buffer = this.#screen.buffer.active;
    const lines = Array.from(
      { length: buffer.length },
      (_, i) => buffer.getLine(i)?.translateToString(true) ?? "",
    );
    return lines.join("\n").trimEnd();
  }

  /** The rows in view. */
  visible(): readonly string[] {
    const { active } = this.#screen.buffer;
    return Array.from(
      { length: this.#screen.rows },
      (_, i) => active.getLine(active.viewportY + i)?.translateToString(true) ?? "",
    );
  }

  type(keys: string): void {
    this.#pty.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.#screen.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  /** Waits until the screen shows something. */
  async sees(expected: string | RegExp): Promise<void> {
    await this.#until(
      () => (typeof expected === "string" ? this.text().includes(expected) : expected.test(this.text())),
      String(expected),
    );
  }

  /** Waits for the end of a review, and says yes to it where it is asked. The exit status. */
  async finished(): Promise<number> {
    let isOver = false;
    const over = this.exited.then((status) => {
      isOver = true;
      return status;
    });
    const asks = (): boolean => /Enter ends the review\.$/.test(this.text());
    const end = Date.now() + PATIENCE_MS;
    while (!isOver && !asks() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
    if (!isOver && asks()) this.type("\r");
    return over;
  }

  signal(name: "SIGINT" | "SIGTERM"): void {
    this.#pty.kill(name);
  }

  /** Ends the terminal itself, as when its window is closed. */
  hangUp(): void {
    this.#pty.kill("SIGHUP");
  }

  /** Waits for the question with this number, then presses keys. */
  async answer(number: number, keys: string): Promise<void> {
    await this.sees(new RegExp(`\\[${number} of \\d+\\][^]*Apply this change\\?`));
    this.type(keys);
  }

  async #until(holds: () => boolean, what: string): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (!holds()) {
      if (this.#hasExited || Date.now() > end)
        throw new Error(`never saw ${what}; the screen is\n${this.text()}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  close(): void {
    try {
      this.#pty.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}
