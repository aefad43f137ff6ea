import { chooseWithin } from "../../core/choose.ts";
import type { FileResult } from "../../core/report.ts";
import { fixFile } from "./check-file.ts";
import { eachFile, type Work } from "./modes.ts";

/** Fixes the one text of standard input and hands it on; a text that needs no fix too. */
export function passOn({ threshold, printer, ...work }: Work): Promise<readonly FileResult[]> {
  return eachFile(work, async (source, checker) => {
    const outcome = await fixFile(checker, source, chooseWithin(threshold));
    printer.text(source, outcome.checked?.after ?? source.text);
    return outcome;
  });
}
