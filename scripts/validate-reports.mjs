// Has the SARIF that tlsfix writes read by readers that are no part of the repository, where they can be had
// (test/reporters/sarif-schema.test.ts holds it to the schema):
//   npm run build && node scripts/validate-reports.mjs
//   SARIF_PYTHON=python  that has sarif-om and sarif-tools
// It says of each whether it was left out, and ends with 1 where one finds fault.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const READER = `
import json, sys
import sarif_om
from sarif import loader
from sarif.operations import summary_op
for path in sys.argv[1:]:
    run = json.load(open(path, encoding="utf-8"))["runs"][0]
    data = loader.load_sarif_file(path)
    assert data.get_result_count() == len(run["results"]), path
    for record in data.get_records():
        assert record["Severity"] in ("error", "warning", "note") and int(record["Line"]) > 0, record
    sarif_om.Run(tool=run["tool"], results=[sarif_om.Result(message=r["message"], rule_id=r["ruleId"]) for r in run["results"]])
    print(" ", data.get_result_count(), "results read")
`;

const MODES = { report: [], diff: ["--diff"], fixed: ["--fix"] };

/** The SARIF of the sample, and of code and names that are hard to tell, in each mode. */
function makeReports(work) {
  return Object.entries(MODES).map(([name, options]) => {
    const folder = join(work, name);
    cpSync(join(root, "scripts", "sample"), folder, { recursive: true });
    writeFileSync(
      join(folder, "ünï #1 %41.py"),
      "\ufeffimport ssl\r\n'😀'; s = ssl.wrap_socket(protocols[x](1))\r\n",
    );
    writeFileSync(join(folder, "klingon.py"), "# coding: klingon\nimport ssl; ssl.CERT_NONE\n");
    const file = join(work, `${name}.sarif`);
    const args = [
      join(root, "bin", "tlsfix.js"),
      ...options,
      "--output-format",
      "sarif",
      "--output-file",
      file,
    ];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    if (status !== 1) throw new Error(`tlsfix ended with ${status}: ${stderr}`);
    return file;
  });
}

function byTheReader(files) {
  const { SARIF_PYTHON } = process.env;
  if (SARIF_PYTHON === undefined) return "left out: SARIF_PYTHON names no interpreter";
  const { status, stdout, stderr } = spawnSync(SARIF_PYTHON, ["-c", READER, ...files], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return `\n${stdout.trimEnd()}`;
}

const work = mkdtempSync(join(tmpdir(), "tlsfix-validate-"));
try {
  const files = makeReports(work);
  console.log(`by sarif-om and sarif-tools: ${byTheReader(files)}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
