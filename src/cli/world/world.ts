/** A stream that text goes to. */
export interface Output {
  readonly isTTY: boolean;
  readonly columns: number;
  write(chunk: string | Uint8Array): void;
}

/** What a run may touch of its process. */
export interface World {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: { readonly isTTY: boolean; read(): Promise<Buffer> };
  readonly stdout: Output;
  readonly stderr: Output;
  /** How many threads can run at once. */
  readonly parallelism: number;
  /** Aborted when the user wants the run to end. */
  readonly interrupt: AbortSignal;
}

/** `auto` leaves it to the terminal and the environment. */
export type ColorChoice = "auto" | "always" | "never";

/** Whether a stream gets colours: the option, else FORCE_COLOR, else NO_COLOR, else whether it is a terminal. */
export function wantsColor(choice: ColorChoice, output: Output, env: World["env"]): boolean {
  if (choice !== "auto") return choice === "always";
  const { FORCE_COLOR, NO_COLOR, TERM } = env;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0";
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  return output.isTTY && TERM !== "dumb";
}
