import { cli } from "./cli.ts";
import { engine } from "./engine.ts";
import { processWorld } from "./process-world.ts";
import { VERSION } from "./version.ts";

process.exitCode = await cli(process.argv.slice(2), VERSION, engine, processWorld());
