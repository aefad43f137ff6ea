import type { OpenReview } from "./modes.ts";
import type { Printer } from "./printer.ts";
import type { Reviewer } from "./review/session.ts";

/** Checks that there is somebody to ask, and makes the one who asks them. */
export async function openReview(printer: Printer): Promise<OpenReview> {
  const [{ INTERRUPTED, Prompter }, { reviewScreen }] = await Promise.all([
    import("../io/prompt.ts"),
    import("./review/screen.ts"),
  ]);
  const prompter = new Prompter({ input: process.stdin, output: process.stdout });
  return async (): Promise<Reviewer> => {
    let early = await prompter.drain();
    return {
      ask: (question) => {
        if (early === INTERRUPTED) return Promise.resolve(early);
        early = undefined;
        return prompter.ask(reviewScreen(question, printer.style.out));
      },
      askText: (message) => prompter.askText(message),
    };
  };
}
