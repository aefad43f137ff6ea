/** In how many of a thousand files of installed packages a word stands, as measured; in fewer where it is not here. */
const COMMON: Readonly<Record<string, number>> = {
  Context: 47,
  requests: 41,
  verify: 33,
  ssl: 27,
  Connection: 24,
  urllib3: 21,
  urlopen: 9,
};
/** What looking for one more word costs, on the same scale. */
const RARE = 3;

/**
 * Words of which every list has one, or one that it is a part of, as few and as rare ones as possible: what has none of
 * them has every word of no list.
 */
export function pivotsOf(lists: readonly (readonly string[])[]): readonly string[] {
  const partOf = rareParts([...new Set(lists.flat())]);
  const pivots: string[] = [];
  let open = lists.map((list) => list.map((word) => partOf.get(word) ?? word));
  while (open.length > 0) {
    const pivot = best(open);
    pivots.push(pivot);
    open = open.filter((list) => !list.includes(pivot));
  }
  return pivots;
}

/** For each word the shortest of all that is a part of it, where that one is rare. */
function rareParts(words: readonly string[]): ReadonlyMap<string, string> {
  const rare = words
    .filter((word) => COMMON[word] === undefined)
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return new Map(words.map((word) => [word, rare.find((part) => word.includes(part)) ?? word]));
}

function best(lists: readonly (readonly string[])[]): string {
  const counts = new Map<string, number>();
  for (const word of lists.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  const scored = [...counts].map(([word, count]) => ({ word, score: count / (COMMON[word] ?? RARE) }));
  const [first] = scored.sort((a, b) => b.score - a.score);
  // A list of no words is in everything.
  if (first === undefined) throw new Error("a list has no words");
  return first.word;
}
