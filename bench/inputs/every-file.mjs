// A tree where every file has something to rewrite that all contenders know.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { moduleText } from "./python-text.mjs";
import { logNormal, randomFrom } from "./random.mjs";

const VERSION = 1;

/** `count` files, each with one `requests.get(..., verify=False)` among other code. */
export function everyFile(inputs, count) {
  return inputs.input(`every-file-${count}`, { VERSION, count }, (to) => {
    const random = randomFrom(11);
    for (let at = 0; at < count; at++) {
      const folder = join(to, `part_${Math.floor(at / 50)}`);
      mkdirSync(folder, { recursive: true });
      const inside = ["def fetch(url):", "    return requests.get(url, timeout=10, verify=False)", ""];
      const text = moduleText(random, Math.min(40_000, logNormal(random, 3000, 0.8)), {
        imports: ["import requests"],
        inside,
      });
      writeFileSync(join(folder, `module_${at}.py`), text);
    }
  });
}
