import { parentPort, workerData } from "node:worker_threads";
import type { Analyzer } from "../core/analyzer.ts";
import type { Edit } from "../core/edit.ts";
import type { Fix } from "../core/fix.ts";
import { type FileIdentity, identityOfOpen } from "../io/cache/identity.ts";
import { unreadable } from "../io/file-system.ts";
import { MentionSearch } from "../io/search/mention-search.ts";
import type { Checked, CheckJob, Job, Searched, SearchJob, ThreadStart } from "./threads/protocol.ts";

/** The thread's own program: does one job after the other. What it throws ends it, and is told to who gave the job. */
const start = workerData as ThreadStart;
const done = new Int32Array(start.done);
let search: MentionSearch | undefined;
let analyzer: Promise<Analyzer> | undefined;
let last = Promise.resolve();

parentPort?.on("message", (job: Job) => {
  last = last.then(async () => {
    const answer = job.kind === "search" ? searched(job) : await checked(job);
    Atomics.add(done, 0, 1);
    parentPort?.postMessage(answer);
  });
});

function searched({ paths }: SearchJob): Searched {
  search ??= new MentionSearch(start.groups);
  const failed: { readonly index: number; readonly message: string }[] = [];
  const mentions: number[] = [];
  const identities: (FileIdentity | undefined)[] = [];
  for (const [index, absolute] of paths.entries()) {
    let identity: FileIdentity | undefined;
    try {
      const found = search.inFile(absolute, (file) => {
        identity = identityOfOpen(file);
      });
      mentions.push(found);
      identities.push(identity);
    } catch (error) {
      mentions.push(0);
      identities.push(undefined);
      failed.push({ index, message: unreadable({ path: "", absolute, root: "" }, error).message });
    }
  }
  return { mentions, identities, failed };
}

/** The rules and the parser are loaded only where there is something to check. */
async function checked({ file, order, terms, keepsEdits }: CheckJob): Promise<Checked> {
  const { perform } = await import("./files/perform.ts");
  analyzer ??= load();
  const edits = new Map<Fix, readonly Edit[]>();
  const checker = {
    analyzer: await analyzer,
    termsOf: () => terms,
    ...(keepsEdits ? { completeEdits: edits } : {}),
  };
  return { performed: await perform({ file }, order, checker), edits };
}

async function load(): Promise<Analyzer> {
  const [{ engine }, { readWasm }] = await Promise.all([import("./engine.ts"), import("../io/wasm.ts")]);
  return engine.load({ parser: start.parser, readWasm });
}
