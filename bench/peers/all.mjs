import { astGrep } from "./ast-grep.mjs";
import { bandit } from "./bandit.mjs";
import { codemodder } from "./codemodder.mjs";
import { libcst } from "./libcst.mjs";
import { ripgrep } from "./ripgrep.mjs";
import { ruffSecurity, ruffTls } from "./ruff.mjs";
import { semgrep } from "./semgrep.mjs";

/** Every peer by its name, `undefined` where PATH has none. */
const PEERS = {
  ripgrep,
  "Ruff, S rules": ruffSecurity,
  "Ruff, TLS rules": ruffTls,
  "ast-grep, one pattern": astGrep,
  "Bandit, TLS tests": bandit,
  Semgrep: semgrep,
  "LibCST visitor": libcst,
  codemodder,
};

/** Those that this machine has. */
export const peers = Object.values(PEERS).filter((peer) => peer !== undefined);

/** The names of those that it lacks. */
export const lacking = Object.keys(PEERS).filter((name) => PEERS[name] === undefined);

export const peer = (name) => PEERS[name];
