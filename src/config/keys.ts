/** What a key's value is. */
export type KeyKind = "file" | "rules" | "patterns" | "switch" | "version" | "format" | "rules by pattern";

/** A key of the configuration. The options of the same name win over it. */
export interface ConfigKey {
  readonly name: string;
  readonly kind: KeyKind;
  /** One sentence for editors and the documentation. */
  readonly description: string;
}

/** Every key that there is, in the order of the documentation. */
export const CONFIG_KEYS = [
  {
    name: "extend",
    kind: "file",
    description: "Another configuration file, relative to this one, that holds where this one says nothing.",
  },
  {
    name: "select",
    kind: "rules",
    description: "Only these rules, by id or by another tool's id; ALL stands for every rule.",
  },
  { name: "extend-select", kind: "rules", description: "These rules as well." },
  { name: "ignore", kind: "rules", description: "All but these rules." },
  {
    name: "per-file-ignores",
    kind: "rules by pattern",
    description: "Rules that are left out in the files that a pattern matches; ! before it turns it around.",
  },
  {
    name: "extend-per-file-ignores",
    kind: "rules by pattern",
    description: "Rules that are left out in the files that a pattern matches, as well.",
  },
  {
    name: "target-version",
    kind: "version",
    description:
      "The oldest Python that the code must run on, such as 3.8 or 2.7. By default it comes from requires-python, else it is 3.8.",
  },
  {
    name: "trust-default-context",
    kind: "switch",
    description:
      "Takes ssl.create_default_context() without a minimum version as safe, as it is since Python 3.10.",
  },
  { name: "unsafe-fixes", kind: "switch", description: "Takes unsafe fixes too, with --fix and --diff." },
  {
    name: "exclude",
    kind: "patterns",
    description: "Files and folders that are left out, instead of the usual ones.",
  },
  {
    name: "extend-exclude",
    kind: "patterns",
    description: "Files and folders that are left out as well.",
  },
  {
    name: "force-exclude",
    kind: "switch",
    description: "Leaves excluded files out even where they are named on the command line.",
  },
  {
    name: "respect-gitignore",
    kind: "switch",
    description: "Whether files that .gitignore and its kin leave out are left out. On by default.",
  },
  { name: "output-format", kind: "format", description: "How findings are printed." },
] as const satisfies readonly ConfigKey[];

/** The name of a key. */
export type ConfigKeyName = (typeof CONFIG_KEYS)[number]["name"];
