// Makes dist: what runs (no node_modules needed), the two WebAssembly files beside it, and the type declarations.
import { execFileSync } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { checkVendored } from "./vendor.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const BANNER = [
  'import { createRequire as createRequireForBundle } from "node:module";',
  "const require = createRequireForBundle(import.meta.url);",
].join("\n");

/** A part of its own, which is read where a file is in no UTF-8. */
const ICONV = "iconv-lite.cjs";

/** Bundles the program into a folder. Tests put `plugins` in to give it other rules. */
export async function bundle(outdir, plugins = []) {
  checkVendored();
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { cli: "src/cli/main.ts", index: "src/index.ts", worker: "src/cli/worker.ts" },
    outdir,
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    external: ["tree-sitter", "tree-sitter-python"],
    // Its main file finds its parts in a way that no bundler can follow.
    alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
    banner: { js: BANNER },
    legalComments: "none",
    // Less to be read at each start. Names stay, and lines stay short, for the stacks that reports of defects have.
    minifyWhitespace: true,
    lineLimit: 160,
    define: {
      TLSFIX_VERSION: JSON.stringify(readPackage(root).version),
      TLSFIX_ICONV: JSON.stringify(`./${ICONV}`),
    },
    metafile: true,
    logLevel: "warning",
    plugins,
  });
  const encodings = await build({
    absWorkingDir: root,
    entryPoints: ["iconv-lite"],
    outfile: join(outdir, ICONV),
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20.19",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  const runtime = join(root, "node_modules", "web-tree-sitter", "web-tree-sitter.wasm");
  copyFileSync(runtime, join(outdir, "web-tree-sitter.wasm"));
  copyFileSync(join(root, "vendor", "tree-sitter-python.wasm"), join(outdir, "tree-sitter-python.wasm"));
  // The output is ESM wherever the folder is put.
  writeFileSync(join(outdir, "package.json"), '{ "type": "module" }\n');
  return { inputs: { ...metafile.inputs, ...encodings.metafile.inputs } };
}

/** The licence of every package of which something was bundled. */
function licencesOf({ inputs }) {
  const folders = new Set(
    Object.keys(inputs).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  return [...folders].sort().map(licenceOf).join("\n");
}

function licenceOf(folder) {
  const path = resolve(root, folder);
  const { name, version, license } = readPackage(path);
  const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? "" : readFileSync(join(path, file), "utf8").trim();
  return `${"=".repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`;
}

function readPackage(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dist = join(root, "dist");
  const metafile = await bundle(dist);
  writeFileSync(join(dist, "THIRD-PARTY-LICENSES.txt"), licencesOf(metafile));
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  execFileSync(process.execPath, [tsc, "--project", join(root, "tsconfig.build.json")], { stdio: "inherit" });
}
