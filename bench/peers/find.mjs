// The other programs, where PATH has them. Each says what it is here for, and what it does not do.
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { firstLineOf } from "../measure/run-process.mjs";

/** The full path of a program on PATH. */
export function onPath(name) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** A Python on PATH, or beside a program that is, that has a module. */
export function pythonWith(module) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const all = folders.flatMap((folder) => ["python3", "python"].map((name) => join(folder, name)));
  const question = `import ${module}, sys; print(sys.executable)`;
  for (const path of [...new Set(all)].filter((path) => existsSync(path))) {
    const answer = firstLineOf(path, ["-c", question]);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** What a Python package is called and its version there. */
export const packageVersion = (python, name) =>
  firstLineOf(python, ["-c", `import importlib.metadata as m; print("${name}", m.version("${name}"))`]);

/** A PATH that has the folder of a program first, for those that call others beside them. */
export const besides = (path) => ({ PATH: `${dirname(path)}${delimiter}${process.env.PATH}` });
