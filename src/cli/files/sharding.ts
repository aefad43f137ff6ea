import { resolve } from "node:path";
import { projectsOf, type Shard } from "../../core/shard.ts";
import type { Discovered } from "../../io/discover.ts";
import { Projects } from "../../io/projects.ts";

/** Which files of a run are this shard's. */
export interface Sharding {
  readonly shard: Shard;
  /** How many projects the whole run has. */
  readonly allProjects: number;
  /** How many of them are this shard's. */
  readonly projects: number;
  /** Whether a path is this shard's, given as it is shown. */
  holds(path: string): boolean;
}

/** Cuts what was found by project: no project is in two shards, and what cannot be read is told by one of them. */
export function shardingOf(found: Discovered, shard: Shard, cwd: string): Sharding {
  const projects = new Projects(cwd);
  const projectOf = (path: string): string => projects.of(resolve(cwd, path));
  const sizes = new Map<string, number>();
  for (const { path } of [...found.files, ...found.failed, ...found.notes]) {
    const project = projectOf(path);
    sizes.set(project, (sizes.get(project) ?? 0) + 1);
  }
  const own = projectsOf(shard, sizes);
  return { shard, allProjects: sizes.size, projects: own.size, holds: (path) => own.has(projectOf(path)) };
}
