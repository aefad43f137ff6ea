import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/** Where what earlier runs found is kept: as it was asked for, else where the system keeps such things of the user. */
export function cacheFolder(given: string | undefined, cwd: string, env: Environment): string {
  const { TLSFIX_CACHE_DIR, XDG_CACHE_HOME, LOCALAPPDATA } = env;
  const asked = given ?? TLSFIX_CACHE_DIR;
  if (asked !== undefined && asked !== "") return resolve(cwd, asked);
  // A relative path there means nothing, says the XDG specification.
  if (XDG_CACHE_HOME !== undefined && isAbsolute(XDG_CACHE_HOME)) return join(XDG_CACHE_HOME, "tlsfix");
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches", "tlsfix");
  if (process.platform === "win32" && LOCALAPPDATA) return join(LOCALAPPDATA, "tlsfix", "Cache");
  return join(homedir(), ".cache", "tlsfix");
}
