import { chmodSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type BuiltCli, buildCli, Tree } from "./built-cli.ts";
import { TerminalSession } from "./terminal.ts";

export const OLD = "ssl.wrap_socket(s)\n";
export const NEW = "preserving(s)\n";

export interface ReviewOptions {
  readonly args?: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Record<string, string>;
}

/** What a test of the review has: a program, a folder of files, and terminals. */
export interface ReviewBench {
  readonly tree: Tree;
  readonly script: string;
  review(options?: ReviewOptions): TerminalSession;
  /** Files a.py, b.py ... with so many findings each. */
  files(count: number, each?: number): void;
  /** A program that is run by a shell; its argument is `$1`. Its path. */
  program(name: string, body: string): string;
}

/** Builds the program once, and makes a folder for each test of the file. */
export function reviewBench(): ReviewBench {
  let cli: BuiltCli;
  let tree: Tree;
  let open: TerminalSession[] = [];
  beforeAll(async () => {
    cli = await buildCli();
  });
  afterAll(() => cli.remove());
  beforeEach(() => {
    tree = new Tree();
  });
  afterEach(() => {
    for (const session of open) session.close();
    open = [];
    tree.remove();
  });
  return {
    get tree() {
      return tree;
    },
    get script() {
      return cli.script;
    },
    review({ args = [], env = {}, ...size } = {}) {
      const state = { XDG_STATE_HOME: tree.path(".state") };
      const options = { cwd: tree.root, env: { ...state, ...env }, ...size };
      const session = new TerminalSession(cli.script, ["-i", ...args], options);
      open.push(session);
      return session;
    },
    files(count, each = 1) {
      for (let i = 0; i < count; i += 1) tree.write(`${String.fromCharCode(97 + i)}.py`, OLD.repeat(each));
    },
    program(name, body) {
      tree.write(`.bin/${name}`, `#!/bin/sh\n${body}\n`);
      chmodSync(tree.path(`.bin/${name}`), 0o755);
      return tree.path(`.bin/${name}`);
    },
  };
}
