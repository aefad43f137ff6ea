// A large repository, the same on every machine: projects with packages, tests, settings and documents.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { moduleText } from "./python-text.mjs";
import { logNormal, pick, randomFrom } from "./random.mjs";
import { FOUND, NEAR, SOUND } from "./tls-text.mjs";

/** Raise it when what is written changes. */
const VERSION = 2;
const SEED = 7;
const FILES_A_PROJECT = 160;
const MEDIAN_BYTES = 3000;
/** Shares of the files: with a finding, with the words and no finding, with a word but not all of a rule's. */
const SHARES = { found: 0.003, sound: 0.003, near: 0.02 };
/** One in so many files is none of Python. */
const OTHER_EVERY = 6;

/** A tree of `count` Python files. */
export function monorepo(inputs, count) {
  const key = { VERSION, SEED, FILES_A_PROJECT, MEDIAN_BYTES, SHARES, OTHER_EVERY, count };
  return inputs.input(`monorepo-${count}`, key, (to) => {
    for (let project = 0, left = count; left > 0; project++, left -= FILES_A_PROJECT) {
      writeProject(to, project, Math.min(left, FILES_A_PROJECT));
    }
  });
}

function writeProject(to, number, files) {
  const random = randomFrom(SEED * 1_000_003 + number);
  const name = `${number % 3 === 0 ? "libraries" : "services"}/project_${String(number).padStart(4, "0")}`;
  const write = (path, text) => {
    const file = join(to, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  write(
    "pyproject.toml",
    `[project]\nname = "project-${number}"\nversion = "1.0"\nrequires-python = ">=3.9"\n`,
  );
  write("README.md", `# Project ${number}\n\nOne of many.\n`);
  write(".gitignore", "__pycache__/\n*.egg-info/\nbuild/\n");
  for (let at = 0; at < files; at++) {
    const isTest = at % 4 === 3;
    const part = `part_${Math.floor(at / 20)}`;
    const file = isTest ? `tests/${part}/test_${at}.py` : `src/project_${number}/${part}/module_${at}.py`;
    write(file, moduleText(random, sizeOf(random), kindOf(random)));
    if (at % OTHER_EVERY === 0) write(`data/${part}/${at}.json`, `{"number": ${at}, "of": ${number}}\n`);
  }
}

const sizeOf = (random) => Math.min(80_000, logNormal(random, MEDIAN_BYTES, 0.9));

function kindOf(random) {
  const share = random();
  if (share < SHARES.found) return pick(random, FOUND);
  if (share < SHARES.found + SHARES.sound) return pick(random, SOUND);
  if (share < SHARES.found + SHARES.sound + SHARES.near) return pick(random, NEAR);
  return {};
}
