/** The shells that completions are written for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/** What a shell is told of an option. */
export interface OptionSketch {
  readonly long: string;
  readonly short?: string;
  readonly description: string;
  /** What its value is; nothing where it takes none. */
  readonly value?:
    | { readonly kind: "choice"; readonly words: readonly string[] }
    | { readonly kind: "file" | "rules" | "other" };
}

/** What there is to complete. */
export interface CompletionWords {
  readonly options: readonly OptionSketch[];
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  /** The names of rules, which `explain` takes. */
  readonly rules: readonly string[];
}

/** The script that teaches a shell to complete the command. */
export function completionScript(shell: Shell, given: CompletionWords): string {
  const options = given.options.map((option) =>
    option.value?.kind === "rules"
      ? { ...option, value: { kind: "choice" as const, words: given.rules } }
      : option,
  );
  const all = { ...given, options };
  switch (shell) {
    case "bash":
      return bash(all);
    case "zsh":
      return zsh(all);
    case "fish":
      return fish(all);
  }
}

function bash({ options, commands, rules }: CompletionWords): string {
  const cases = options.flatMap((option) => {
    const reply = bashReply(option);
    return reply === undefined ? [] : `    ${namesOf(option).join("|")}) ${reply}; return ;;`;
  });
  return `# Put this into ~/.bashrc: eval "$(tlsfix completion bash)"
_tlsfix() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}"
  case "$prev" in
${cases.join("\n")}
    explain) ${words(rules)}; return ;;
    completion) ${words(SHELLS)}; return ;;
  esac
  if [[ "$cur" == -* ]]; then
    ${words(options.flatMap(namesOf))}
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$cur")
    if [[ $COMP_CWORD -eq 1 ]]; then
      mapfile -t -O "\${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "${commands.map(({ name }) => name).join(" ")}" -- "$cur")
    fi
  fi
}
complete -o filenames -F _tlsfix tlsfix
`;
}

function bashReply({ value }: OptionSketch): string | undefined {
  if (value === undefined) return undefined;
  if (value.kind === "choice") return words(value.words);
  return value.kind === "file" ? 'mapfile -t COMPREPLY < <(compgen -f -- "$cur")' : "COMPREPLY=()";
}

function words(list: readonly string[]): string {
  return `mapfile -t COMPREPLY < <(compgen -W "${list.join(" ")}" -- "$cur")`;
}

function zsh({ options, commands, rules }: CompletionWords): string {
  const specs = options.flatMap((option) =>
    namesOf(option).map((name) => `    '${name}[${zshText(option.description)}]${zshValue(option)}'`),
  );
  const named = commands.map(({ name, description }) => `'${name}:${zshText(description)}'`);
  return `#compdef tlsfix
# Put this into a folder of $fpath as _tlsfix: tlsfix completion zsh > ~/.zfunc/_tlsfix
_tlsfix_first() {
  local -a commands=(${named.join(" ")})
  _alternative 'commands:command:{_describe command commands}' 'files:file:_files'
}
_tlsfix() {
  case "$words[2]" in
    explain) _arguments '2:rule:(${rules.join(" ")})'; return ;;
    completion) _arguments '2:shell:(${SHELLS.join(" ")})'; return ;;
  esac
  _arguments \\
${specs.join(" \\\n")} \\
    '1:path:_tlsfix_first' \\
    '*:path:_files'
}
if [ "$funcstack[1]" = "_tlsfix" ]; then _tlsfix "$@"; else compdef _tlsfix tlsfix; fi
`;
}

function zshValue({ value }: OptionSketch): string {
  if (value === undefined) return "";
  if (value.kind === "choice") return `:value:(${value.words.join(" ")})`;
  return value.kind === "file" ? ":file:_files" : ":value:";
}

/** Brackets and colons have a meaning there, and a quote ends the word. */
function zshText(text: string): string {
  return text.replace(/[[\]:\\]/g, "\\$&").replaceAll("'", "'\\''");
}

function fish({ options, commands, rules }: CompletionWords): string {
  const first = "__fish_use_subcommand";
  return `# Put this into ~/.config/fish/completions/tlsfix.fish
${commands.map(({ name, description }) => `complete -c tlsfix -n ${first} -a ${name} -d ${fishText(description)}`).join("\n")}
complete -c tlsfix -n '__fish_seen_subcommand_from explain' -fa '${rules.join(" ")}'
complete -c tlsfix -n '__fish_seen_subcommand_from completion' -fa '${SHELLS.join(" ")}'
${options.map(fishOption).join("\n")}
`;
}

function fishOption({ long, short, description, value }: OptionSketch): string {
  const names = `${short === undefined ? "" : ` -s ${short.slice(1)}`} -l ${long.slice(2)}`;
  return `complete -c tlsfix${names} -d ${fishText(description)}${fishValue(value)}`;
}

function fishValue(value: OptionSketch["value"]): string {
  if (value === undefined) return "";
  if (value.kind === "choice") return ` -xa '${value.words.join(" ")}'`;
  return value.kind === "file" ? " -rF" : " -x";
}

function fishText(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}

function namesOf({ long, short }: OptionSketch): readonly string[] {
  return short === undefined ? [long] : [short, long];
}
