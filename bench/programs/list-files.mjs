// Lists the files below a folder with their times and sizes, as a program in Node can. Usage: list-files.mjs FOLDER
import { lstatSync, readdirSync } from "node:fs";

let size = 0;
let latest = 0;

function visit(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) visit(path);
    else {
      const stats = lstatSync(path);
      size += stats.size;
      latest = Math.max(latest, stats.mtimeMs);
    }
  }
}

visit(process.argv[2]);
console.log(size, latest);
