// Python that looks like what people write: imports, functions, classes, comments, strings, nothing of TLS in it.
import { pick } from "./random.mjs";

const NOUNS =
  `account order invoice ledger customer product stock price basket payment refund session report queue
worker job task event message topic schema field record batch window index shard cursor token profile region policy
metric gauge counter bucket span trace alert rule filter folder document page section table column matrix vector
route handler request response template layout widget panel device sensor signal channel frame packet`.split(
    /\s+/,
  );
const VERBS =
  `load save build parse merge split render update remove find count check apply resolve fetch publish
collect reduce normalise convert format compute select group order schedule cancel retry expire`.split(/\s+/);
const MODULES = [
  "collections",
  "dataclasses",
  "datetime",
  "functools",
  "itertools",
  "json",
  "logging",
  "math",
  "os",
];

const name = (random) => `${pick(random, VERBS)}_${pick(random, NOUNS)}`;
const noun = (random) => pick(random, NOUNS);
const className = (random) =>
  [noun(random), noun(random)].map((word) => word[0].toUpperCase() + word.slice(1)).join("");

const STATEMENTS = [
  (r) => `${noun(r)} = [entry.${noun(r)} for entry in ${noun(r)}_list if entry.${noun(r)} is not None]`,
  (r) => `logger.debug("${pick(r, VERBS)} of %s took %d ms", ${noun(r)}, elapsed)`,
  (r) => `${noun(r)} = ${name(r)}(${noun(r)}, limit=${Math.floor(r() * 1000)}, strict=True)`,
  (r) => `${noun(r)}["${noun(r)}"] = f"{${noun(r)}}/{${noun(r)}.${noun(r)}:>10}"`,
  (r) => `assert ${noun(r)} is not None, "a ${noun(r)} has no ${noun(r)}"`,
  (r) => `total += ${noun(r)}.${noun(r)} * ${(r() * 10).toFixed(2)}  # ${noun(r)} per ${noun(r)}`,
  (r) => `if ${noun(r)} > ${Math.floor(r() * 90)} and not ${noun(r)}.is_${noun(r)}:`,
  (r) => `for ${noun(r)} in sorted(${noun(r)}_map.items(), key=lambda pair: pair[1]):`,
  (r) => `return {"${noun(r)}": ${noun(r)}, "${noun(r)}": ${name(r)}(${noun(r)})}`,
];

/** Lines of a function's body; what opens a block gets one. */
function body(random, indent, count) {
  const lines = [];
  for (let at = 0; at < count; at++) {
    const statement = pick(random, STATEMENTS)(random);
    lines.push(indent + statement);
    if (statement.endsWith(":")) lines.push(`${indent}    ${pick(random, STATEMENTS.slice(0, 4))(random)}`);
  }
  return lines;
}

function definition(random, indent, isMethod) {
  const parameters = [...(isMethod ? ["self"] : []), noun(random), `${noun(random)}=None`].join(", ");
  const doc = `${indent}    """${pick(random, VERBS)} the ${noun(random)} of a ${noun(random)}."""`;
  return [
    `${indent}def ${name(random)}(${parameters}):`,
    doc,
    ...body(random, `${indent}    `, 3 + Math.floor(random() * 9)),
    "",
  ];
}

/** The head of a module: a doc string and imports. */
function moduleHead(random) {
  const modules = [...new Set([pick(random, MODULES), pick(random, MODULES), "logging"])].sort();
  const from = `from ${noun(random)}s.${noun(random)} import ${className(random)}, ${name(random)}`;
  const doc = `"""What a ${noun(random)} knows of its ${noun(random)}."""`;
  return [
    doc,
    "",
    ...modules.map((one) => `import ${one}`),
    "",
    from,
    "",
    "logger = logging.getLogger(__name__)",
    "",
  ];
}

/** Definitions of at least `bytes` bytes. */
export function definitions(random, bytes) {
  const lines = [];
  let size = 0;
  while (size < bytes) {
    const isClass = random() < 0.3;
    const added = isClass
      ? [
          "",
          `class ${className(random)}:`,
          `    """A ${noun(random)} with its ${noun(random)}."""`,
          "",
          ...Array.from({ length: 2 + Math.floor(random() * 4) }, () =>
            definition(random, "    ", true),
          ).flat(),
        ]
      : ["", ...definition(random, "", false)];
    lines.push(...added);
    size += added.reduce((sum, line) => sum + line.length + 1, 0);
  }
  return lines;
}

/** A module of about `bytes` bytes with `inside`, lines at the top level, somewhere in its middle. */
export function moduleText(random, bytes, { imports = [], inside = [] } = {}) {
  const half = bytes / 2;
  const [head, ...rest] = moduleHead(random);
  const lines = [
    head,
    "",
    ...imports,
    ...rest,
    ...definitions(random, half),
    ...inside,
    ...definitions(random, half),
  ];
  return `${lines.join("\n")}\n`;
}
