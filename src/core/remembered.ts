/** What is known about a thing; it is found out when it is first asked for. */
export function remembered<K, V>(known: Map<K, V>, about: K, find: (about: K) => V): V {
  const before = known.get(about);
  if (before !== undefined || known.has(about)) return before as V;
  const found = find(about);
  known.set(about, found);
  return found;
}
