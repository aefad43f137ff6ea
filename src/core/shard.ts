/** One part of a run that is cut in several: `number` counts from 1 to `of`. */
export interface Shard {
  readonly number: number;
  readonly of: number;
}

/** Reads `2/4`; `undefined` where it is none. */
export function readShard(text: string): Shard | undefined {
  const [, number, of] = /^([1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(text) ?? [];
  if (number === undefined || of === undefined || Number(number) > Number(of)) return undefined;
  return { number: Number(number), of: Number(of) };
}

/** What `readShard` reads. */
export function shardText({ number, of }: Shard): string {
  return `${number}/${of}`;
}

/**
 * The projects of a shard, of all projects with their numbers of files. The largest come first, each goes to the
 * shard that has the fewest files so far, and of equals the first by name goes to the first by number: everyone who
 * counts the same files comes to the same shards.
 */
export function projectsOf(shard: Shard, sizes: ReadonlyMap<string, number>): ReadonlySet<string> {
  const largestFirst = [...sizes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const loads = Array.from({ length: shard.of }, () => 0);
  const own = new Set<string>();
  for (const [project, size] of largestFirst) {
    const least = loads.indexOf(loads.reduce((a, b) => Math.min(a, b)));
    loads[least] = (loads[least] ?? 0) + size;
    if (least === shard.number - 1) own.add(project);
  }
  return own;
}
