import { existsSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { ExpectedError } from "../core/expected-error.ts";
import type { ExitStatus } from "../core/report.ts";
import { watch } from "../io/watch.ts";
import { CONFIG_FILE_NAMES } from "./options/configuration.ts";
import { Settings } from "./options/settings.ts";
import { type Run, run } from "./run.ts";
import type { World } from "./world/world.ts";

const INTERRUPTED = 130;
/** The screen, what has scrolled off it, and the place of the cursor. */
const CLEAR = "\x1b[2J\x1b[3J\x1b[H";

const EXTENSIONS: ReadonlySet<string> = new Set([".py", ".pyi", ".pyw", ".ipynb", ""]);
const OTHER_NAMES: ReadonlySet<string> = new Set([
  ...CONFIG_FILE_NAMES,
  "setup.cfg",
  ".gitignore",
  ".ignore",
]);

/**
 * Does a run, and does it again whenever a file has changed, until it is interrupted. What makes the first run
 * impossible ends it; later, while somebody types, it is told and waited for.
 */
export async function runAndWatch(request: Run): Promise<ExitStatus> {
  const { options, engine, world } = request;
  const settings = new Settings(options, engine.rules, world);
  const roots = options.paths.map((path) => resolve(world.cwd, path));
  const configs = options.config === undefined ? configsAbove(roots) : [resolve(world.cwd, options.config)];
  const watcher = await watch({
    paths: [...roots, ...configs],
    isIgnored: (path) =>
      !roots.includes(path) && (basename(path) === ".git" || settings.exclusionIn(dirname(path))(path)),
    isRelevant: (path) => EXTENSIONS.has(extname(path)) || OTHER_NAMES.has(basename(path)),
    signal: world.interrupt,
  });
  try {
    await shown(request);
    say(world);
    while (await watcher.changed()) {
      await told(request);
      say(world);
    }
  } finally {
    await watcher.close();
  }
  return INTERRUPTED;
}

async function shown(request: Run): Promise<ExitStatus> {
  const { stdout } = request.world;
  if (stdout.isTTY) stdout.write(CLEAR);
  return run(request);
}

async function told(request: Run): Promise<void> {
  try {
    await shown(request);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    request.world.stderr.write(`error: ${error.message}\n`);
  }
}

function say({ stderr, interrupt }: World): void {
  if (!interrupt.aborted) stderr.write("Watching for changes. Ctrl-C ends it.\n");
}

/** The configuration files in the folders above the paths. */
function configsAbove(paths: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  for (let queue = paths.map((path) => dirname(path)); queue.length > 0; ) {
    const fresh = queue.filter((folder) => !folders.has(folder));
    for (const folder of fresh) folders.add(folder);
    queue = fresh.map((folder) => dirname(folder));
  }
  return [...folders]
    .flatMap((folder) => CONFIG_FILE_NAMES.map((name) => join(folder, name)))
    .filter(existsSync);
}
