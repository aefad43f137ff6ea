import { parentPort, workerData } from "node:worker_threads";
import type { Analyzer, ParserModules } from "../core/analyzer.ts";
import type { Edit } from "../core/edit.ts";
import type { Fix } from "../core/fix.ts";
import { IDENTITY_NUMBERS, identifyOpen } from "../io/cache/identity.ts";
import { Verification } from "../io/cache/verification.ts";
import { unreadable } from "../io/file-system.ts";
import { MentionSearch } from "../io/search/mention-search.ts";
import type {
  AnswerTo,
  Checked,
  CheckJob,
  Job,
  Searched,
  SearchJob,
  ThreadStart,
  VerifyJob,
} from "./threads/protocol.ts";

/** The thread's own program: does one job after the other. What it throws ends it, and is told to who gave the job. */
const start = workerData as ThreadStart;
const done = new Int32Array(start.done);
let search: MentionSearch | undefined;
let analyzer: Promise<Analyzer> | undefined;
let last = Promise.resolve();

parentPort?.on("message", (job: Job) => {
  last = last.then(async () => {
    const answer = await answerTo(job);
    Atomics.add(done, 0, 1);
    parentPort?.postMessage(answer);
  });
});

function answerTo(job: Job): AnswerTo<Job> | Promise<AnswerTo<Job>> {
  switch (job.kind) {
    case "search":
      return searched(job);
    case "verify":
      return verified(job);
    case "check":
      return checked(job);
  }
}

function verified({ bytes, states, from, to }: VerifyJob): undefined {
  Verification.of(bytes, states).sweep(from, to);
}

function searched({ paths: joined, identifies }: SearchJob): Searched {
  const paths = joined === "" ? [] : joined.split("\0");
  search ??= new MentionSearch(start.groups, true);
  const places: number[] = [];
  const mentions: number[] = [];
  const failed: { readonly place: number; readonly message: string }[] = [];
  const identities = identifies ? new Float64Array(IDENTITY_NUMBERS * paths.length) : undefined;
  let place = 0;
  const identify = identities && ((file: number) => identifyOpen(file, identities, IDENTITY_NUMBERS * place));
  for (; place < paths.length; place++) {
    const absolute = paths[place] ?? "";
    try {
      const found = search.inFile(absolute, identify);
      if (found === 0) continue;
      places.push(place);
      mentions.push(found);
    } catch (error) {
      failed.push({ place, message: unreadable({ path: "", absolute, root: "" }, error).message });
    }
  }
  return { places, mentions, failed, ...(identities && { identities }) };
}

/** The rules and the parser are loaded only where there is something to check. */
async function checked({ file, order, terms, modules, keepsEdits }: CheckJob): Promise<Checked> {
  const { perform } = await import("./files/perform.ts");
  analyzer ??= load(modules);
  const edits = new Map<Fix, readonly Edit[]>();
  const checker = {
    analyzer: await analyzer,
    termsOf: () => terms,
    ...(keepsEdits ? { completeEdits: edits } : {}),
  };
  return { performed: await perform({ file }, order, checker), edits };
}

async function load(modules: ParserModules | undefined): Promise<Analyzer> {
  const [{ engine }, { compileParser }] = await Promise.all([import("./engine.ts"), import("../io/wasm.ts")]);
  return engine.load({
    parser: start.parser,
    compileParser: modules === undefined ? compileParser : () => Promise.resolve(modules),
  });
}
