import { cli } from "./cli.ts";
import { engine } from "./engine.ts";
import { growSlowly } from "./world/engine-flags.ts";
import { processWorld } from "./world/process-world.ts";
import { VERSION } from "./world/version.ts";

const COULD_NOT_RUN = 2;

growSlowly();
try {
  process.exitCode = await cli(process.argv.slice(2), VERSION, engine, processWorld());
} catch (error) {
  // Node would exit with 1, which says that findings are left.
  process.exitCode = COULD_NOT_RUN;
  const stack = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${stack}\ntlsfix ${VERSION} failed. This is a defect of tlsfix: please report it.\n`);
}
