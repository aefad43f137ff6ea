import { resolve } from "node:path";
import type { RunOptions } from "./options/options.ts";
import type { Printer } from "./output/printer.ts";
import { ReviewJournal } from "./review/journal.ts";
import type { OpenReview } from "./review/review.ts";
import type { Reviewer } from "./review/reviewer.ts";
import type { World } from "./world/world.ts";

/** Checks that there is somebody to ask, and makes the one who asks them. */
export async function openReview(printer: Printer, options: RunOptions, world: World): Promise<OpenReview> {
  const [{ INTERRUPTED, Prompter }, { reviewScreen }, { endScreen }, editor, { JournalFile, journalPath }] =
    await Promise.all([
      import("../io/prompt.ts"),
      import("./review/screen.ts"),
      import("./review/end-screen.ts"),
      import("../io/editor.ts"),
      import("../io/journal-file.ts"),
    ]);
  const { env } = world;
  const { TERM } = env;
  const isPlain = options.color === "never" || TERM === "dumb";
  const prompter = new Prompter({
    input: process.stdin,
    output: process.stdout,
    isPlain,
    interrupt: world.interrupt,
  });
  const reviewer = async (): Promise<Reviewer> => {
    let early = await prompter.drain();
    return {
      ask: (question, last) => {
        if (early === INTERRUPTED) return Promise.resolve(early);
        early = undefined;
        return prompter.ask(reviewScreen(question, printer.style.out, last));
      },
      askEnd: (question) => prompter.ask(endScreen(question, printer.style.out)),
      edit: (text, path, line) => editor.editText(text, path, line, env),
      open: (path, line) => editor.openInEditor(resolve(world.cwd, path), line, env),
      show: (patch) => editor.page(printer.shownPatch(patch), env),
    };
  };
  return {
    journal: new ReviewJournal(new JournalFile(journalPath(world.cwd, env))),
    isResumed: options.resume,
    resumeCommand: resumeCommand(process.argv.slice(2)),
    reviewer,
  };
}

/** What was typed, and `--resume`. */
function resumeCommand(args: readonly string[]): string {
  const rest = args.filter((arg) => arg !== "--resume");
  const end = rest.indexOf("--");
  const at = end < 0 ? rest.length : end;
  const words = ["tlsfix", ...rest.slice(0, at), "--resume", ...rest.slice(at)];
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(" ");
}
