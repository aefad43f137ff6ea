/** A name that an import binds, as the text says it. */
export interface ImportedName {
  /** The dotted name that it stands for, the dots of a relative import in front. */
  readonly written: string;
  /** The name that is bound; of `import a.b` that is `a`. */
  readonly local: string;
}

const FROM = /^[ \t]*from[ \t]+(\.*[\w.]*)[ \t]+import\b[ \t]*(\([^)]*\)|(?:[^\n\\#;]|\\\r?\n)*)/gm;
const IMPORT = /^[ \t]*import[ \t]+((?:[^\n\\#;]|\\\r?\n)+)/gm;

/** What the imports of a text bind, found without a parser: a text that looks like an import in a string counts too. */
export function importedNames(text: string): ImportedName[] {
  const found: ImportedName[] = [];
  for (const [, module = "", names = ""] of text.matchAll(FROM)) {
    const prefix = module.endsWith(".") ? module : `${module}.`;
    for (const { name, alias } of entriesOf(names)) {
      if (name === "*") found.push({ written: module, local: "" });
      else found.push({ written: prefix + name, local: alias ?? name });
    }
  }
  for (const [, names = ""] of text.matchAll(IMPORT)) {
    for (const { name, alias } of entriesOf(names))
      found.push({ written: name, local: alias ?? name.split(".", 1)[0] ?? name });
  }
  return found;
}

function entriesOf(list: string): { readonly name: string; readonly alias: string | undefined }[] {
  const plain = list.replace(/#[^\n]*/g, "").replace(/[()\\]/g, " ");
  return plain.split(",").flatMap((entry) => {
    const [name, as, alias] = entry.trim().split(/\s+/);
    if (name === undefined || !/^(?:[\w.]+|\*)$/.test(name)) return [];
    return [{ name, alias: as === "as" ? alias : undefined }];
  });
}
