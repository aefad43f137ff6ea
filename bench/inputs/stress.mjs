// Single files that are large, full of findings, or deeply nested. Each has a finding, so that none is passed over.
import { definitions } from "./python-text.mjs";
import { randomFrom } from "./random.mjs";

const HEAD = "import socket\nimport ssl\n\n\n";
const WRAP = "ssl.wrap_socket(socket.socket())";

function long(bytes) {
  return `${HEAD}${definitions(randomFrom(3), bytes).join("\n")}\n\nchannel = ${WRAP}\n`;
}

function findings(count) {
  const one = (at) =>
    `def open_${at}(host, port):\n    raw = socket.create_connection((host, port))\n    return ssl.wrap_socket(raw)\n\n\n`;
  return HEAD + Array.from({ length: count }, (_, at) => one(at)).join("");
}

const around = (open, close) => (count) =>
  `${HEAD}value = ${open.repeat(count)}${WRAP}${close.repeat(count)}\n`;

/**
 * `text(count)` is the file of so many units; with 1 it is the least that costs anything. Nested blocks
 * are not among them: CPython takes no more than 100 levels of indentation.
 */
export const STRESS = [
  { name: "one long file", unit: "bytes", small: 1_000_000, large: 10_000_000, text: long },
  { name: "findings in one file", unit: "findings", small: 1000, large: 10_000, text: findings },
  { name: "nested calls", unit: "levels", small: 500, large: 5000, text: around("f(", ")") },
  { name: "nested lists", unit: "levels", small: 500, large: 5000, text: around("[", "]") },
  { name: "a chain of operators", unit: "levels", small: 500, large: 5000, text: around("1 + ", "") },
  {
    name: "a chain of attributes",
    unit: "levels",
    small: 500,
    large: 5000,
    text: (n) => around("", ".next()".repeat(n))(1),
  },
];
