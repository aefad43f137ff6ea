// Reads, decodes and parses files with the parser that ships, on some threads, and does nothing else.
// Usage: parse-files.mjs THREADS FOLDER < LIST. Prints the seconds from when all threads are ready to the end.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { loadParser } from "./parser.mjs";

if (isMainThread) await main();
else await work();

async function main() {
  const [threads, folder] = [Number(process.argv[2]), process.argv[3]];
  const files = readFileSync(0, "utf8").split("\n").filter(Boolean);
  // One counter for all: whoever is free takes the next file.
  const next = new Int32Array(new SharedArrayBuffer(4));
  const workers = Array.from(
    { length: threads },
    () => new Worker(fileURLToPath(import.meta.url), { workerData: { files, folder, next } }),
  );
  const told = (worker) =>
    new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  await Promise.all(workers.map(told));
  const start = performance.now();
  const ends = workers.map(told);
  for (const worker of workers) worker.postMessage("start");
  await Promise.all(ends);
  console.log((performance.now() - start) / 1000);
  for (const worker of workers) worker.unref();
}

async function work() {
  const { files, folder, next } = workerData;
  const parser = await loadParser();
  parentPort.once("message", () => {
    for (let at = Atomics.add(next, 0, 1); at < files.length; at = Atomics.add(next, 0, 1)) {
      parser.parse(readFileSync(join(folder, files[at]), "utf8")).delete();
    }
    parentPort.postMessage("done");
  });
  parentPort.postMessage("ready");
}
