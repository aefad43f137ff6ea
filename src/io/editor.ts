import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { systemReason } from "./system-reason.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What came of another program's work on a text. */
export type Edited = { readonly text: string } | { readonly failed: string };

/** Lets the user edit a text under a name that tells the editor what it is. */
export async function editText(text: string, name: string, line: number, env: Environment): Promise<Edited> {
  const folder = mkdtempSync(join(tmpdir(), "tlsfix-edit-"));
  const path = join(folder, basename(name));
  try {
    writeFileSync(path, text, { mode: 0o600 });
    const failed = await openInEditor(path, line, env);
    return failed === undefined ? { text: readFileSync(path, "utf8") } : { failed };
  } catch (error) {
    return { failed: `The edited text cannot be read: ${systemReason(error)}.` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens a file at a line and waits until the editor is closed. What went wrong, if anything. */
export function openInEditor(path: string, line: number, env: Environment): Promise<string | undefined> {
  const { VISUAL, EDITOR } = env;
  const command = VISUAL?.trim() || EDITOR?.trim() || "vi";
  return runProgram(command, atLine(command, path, line), env);
}

/** Shows a text in the user's pager. What went wrong, if anything. */
export function page(text: string, env: Environment): Promise<string | undefined> {
  const { PAGER, LESS = "R" } = env;
  // As git has it: colours as they are, and the options of the user where there are any.
  return runProgram(PAGER?.trim() || "less", [], { ...env, LESS }, text);
}

/** How the editors that many have are told a line; an unknown one is given the file alone. */
function atLine(command: string, path: string, line: number): readonly string[] {
  const name = basename(command.trim().split(/\s+/)[0] ?? "").replace(/\.(?:exe|cmd)$/, "");
  if (/^(?:n?vim?|view|gvim|nano|pico|emacs|emacsclient|mg|joe|kak|micro|ed)$/.test(name))
    return [`+${line}`, path];
  if (/^(?:code|codium|cursor)$/.test(name)) return ["--wait", "--goto", `${path}:${line}`];
  return /^(?:hx|helix|subl|zed)$/.test(name) ? [`${path}:${line}`] : [path];
}

/**
 * The command is split by a shell: users write `code --wait`, and paths with spaces in quotes. The shell must
 * outlive a Ctrl-C that its command takes for itself.
 */
async function runProgram(
  command: string,
  args: readonly string[],
  env: Environment,
  input?: string,
): Promise<string | undefined> {
  const restore = ignoreInterrupts();
  try {
    const child = spawn("/bin/sh", ["-c", `trap : INT; ${command} "$@"`, "sh", ...args], {
      env,
      stdio: [input === undefined ? "inherit" : "pipe", "inherit", "inherit"],
    });
    // A pager that is left early does not read to the end.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
    const status = await new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve(signal ?? code));
    });
    return status === 0 ? undefined : failureOf(command, status);
  } catch (error) {
    return `${command} cannot be run: ${systemReason(error)}.`;
  } finally {
    restore();
  }
}

const NOT_FOUND = 127;

function failureOf(command: string, status: number | string | null): string {
  if (status === NOT_FOUND) return `${command} cannot be run: there is no such program.`;
  return `${command} ended with ${status}; nothing is taken from it.`;
}

/** Ctrl-C is for the program in the foreground, though it reaches this one too. */
function ignoreInterrupts(): () => void {
  const listeners = process.rawListeners("SIGINT") as NodeJS.SignalsListener[];
  const ignore = (): void => undefined;
  process.removeAllListeners("SIGINT").on("SIGINT", ignore);
  return () => {
    process.off("SIGINT", ignore);
    for (const listener of listeners) process.on("SIGINT", listener);
  };
}
