import type { Engine } from "../core/analyzer.ts";
import { ExpectedError } from "../core/expected-error.ts";
import type { ExitStatus } from "../core/report.ts";
import { parseArguments } from "./options/arguments.ts";
import type { Command } from "./options/options.ts";
import { ruleNames } from "./options/select-rules.ts";
import type { World } from "./world/world.ts";

const COULD_NOT_RUN = 2;

/** The whole program but its process: what the arguments ask for, done in `world`. */
export async function cli(
  argv: readonly string[],
  version: string,
  engine: Engine,
  world: World,
): Promise<ExitStatus> {
  const command = parseArguments(argv, version, world);
  try {
    return await perform(command, version, engine, world);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    world.stderr.write(`error: ${error.message}\n`);
    return COULD_NOT_RUN;
  }
}

/** Each command is loaded where it is given. */
async function perform(command: Command, version: string, engine: Engine, world: World): Promise<ExitStatus> {
  switch (command.kind) {
    case "answered":
      return command.status;
    case "rules": {
      const { listRules } = await import("./rule-pages.ts");
      world.stdout.write(listRules(engine.rules, command.json));
      return 0;
    }
    case "merge":
      return (await import("./merge/merge.ts")).merge(command.options, world);
    case "explain": {
      const { explainRule } = await import("./rule-pages.ts");
      world.stdout.write(explainRule(engine.rules, command.rule));
      return 0;
    }
    case "completion": {
      const { completionScript } = await import("./options/completion.ts");
      world.stdout.write(completionScript(command.shell, { ...command, rules: ruleNames(engine.rules) }));
      return 0;
    }
    case "lsp": {
      const { serve } = await import("./lsp/server.ts");
      return serve({ options: command.options, engine, world, version });
    }
    case "run": {
      const request = { options: command.options, engine, world };
      if (command.options.watch) return (await import("./watch.ts")).runAndWatch(request);
      return (await import("./run.ts")).run(request);
    }
  }
}
