/** How many modules are run together with one, at most. */
const MOST = 24;
const IMPORTS_DEEP = 3;
const IMPORTERS_DEEP = 2;

/**
 * The modules that one has to do with: what it imports, what imports it, and what those import. Where too many import
 * it nothing is known of any of them, since some would speak for all.
 */
export function neighbourhood(
  file: string,
  importsOf: (file: string) => readonly string[],
  importersOf: (file: string) => readonly string[],
): readonly string[] {
  const importers = reached([file], importersOf, IMPORTERS_DEEP);
  const counted = importers.size > MOST ? new Set<string>() : importers;
  const imported = reached([file, ...counted], importsOf, IMPORTS_DEEP);
  const all = new Set([...counted, ...imported]);
  all.delete(file);
  if (all.size <= MOST) return [...all].sort();
  const nearest = reached([file], importsOf, IMPORTS_DEEP);
  nearest.delete(file);
  return [...nearest].slice(0, MOST).sort();
}

/** What can be reached in so many steps, the nearest first. */
function reached(
  from: readonly string[],
  next: (file: string) => readonly string[],
  depth: number,
): Set<string> {
  const found = new Set<string>();
  let edge = from;
  for (let step = 0; step < depth && edge.length > 0 && found.size <= 2 * MOST; step++) {
    const fresh = new Set(edge.flatMap(next).filter((one) => !found.has(one) && !from.includes(one)));
    for (const one of fresh) found.add(one);
    edge = [...fresh];
  }
  return found;
}
