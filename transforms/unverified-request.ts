import type { Remedy } from "../src/core/fix.ts";
import { passedOn } from "../src/core/mentions.ts";
import { defineRule } from "../src/core/rule.ts";
import type { PythonModule } from "../src/python/module.ts";
import type { Names } from "../src/python/names.ts";
import type { SyntaxNode } from "../src/python/node.ts";
import { deliberate } from "../src/tls/deliberate.ts";
import { type VerifyArgument, type VerifySetting, verifySettings } from "../src/tls/requests/apis.ts";
import { verifyingChange, withoutStatement } from "../src/tls/requests/fix.ts";
import { choiceBetweenBranches } from "../src/tls/requests/other-branch.ts";
import { choosingBy, switchedOffBy, verdictOf } from "../src/tls/requests/verdicts.ts";
import { needlessDisablers } from "../src/tls/requests/warnings.ts";

interface Match {
  readonly text: string;
  readonly isBroken: boolean;
  /** What switches verification off, or the warnings about it. */
  readonly found: VerifySetting | { readonly kind: "warnings"; readonly call: SyntaxNode };
  /** The variable whose value it is, and its line; of a parameter it is the default. */
  readonly source: { readonly name: string; readonly line: number; readonly isDefault: boolean } | undefined;
  /** Why it is the program's own choice, if it is. */
  readonly choice: string | undefined;
  /** The value itself says under which condition it verifies. */
  readonly isChosen: boolean;
}

export default defineRule<PythonModule, Names, Match>({
  meta: {
    id: "unverified-request",
    aliases: ["CSP-D401", "B501", "S501", "py/request-without-cert-validation"],
    summary: "requests, httpx, aiohttp, urllib3 or pycurl told not to verify.",
    weakness: { severity: 7.4, cwe: [295, 297] },
    mentions: [
      ...["requests", "httpx"].flatMap((library) => passedOn("verify").map((verify) => [library, verify])),
      ["aiohttp", "ssl"],
      ["urllib3", "cert_reqs"],
      ["urllib3", "assert_hostname"],
      ["urllib3", "disable_warnings"],
      ["init_poolmanager"],
      ...["SSL_VERIFYPEER", "SSL_VERIFYHOST", "PROXY_SSL_VERIFYPEER", "PROXY_SSL_VERIFYHOST"].map(
        (option) => ["pycurl", option],
      ),
    ],
    docs: `These libraries verify unless they are told not to: \`verify=False\` (requests, httpx), \`session.verify = False\`
(requests), \`ssl=False\` and \`verify_ssl=False\` (aiohttp), \`cert_reqs="CERT_NONE"\` and \`assert_hostname=False\`
(urllib3), \`setopt(pycurl.SSL_VERIFYPEER, 0)\` and \`SSL_VERIFYHOST\` (pycurl). Then anyone in between can read and change what is sent.

The fix removes the argument, or the assignment, rather than write \`True\`: an explicit \`verify=True\` would override
a \`session.verify\` that names your own authority. \`cert_reqs\` becomes \`CERT_REQUIRED\`, since urllib3 before 1.25
verifies only if it is told to. Sessions and clients are followed to where they are made.

It is unsafe: a server with a self-signed, expired or wrong certificate, accepted until now, is refused. Where the
server has a certificate of your own authority, pass that: \`verify="/path/to/ca.pem"\`.

The same holds for the entries of a dictionary that a request is given as \`**options\`, written out or filled step by
step, as long as nothing else is given the dictionary; else the finding says where it goes. A method of an
\`HTTPAdapter\` or \`Session\` of your own hands on what its callers said.

There is no fix where the program itself chooses, by a condition, whether to verify, and in a function or class that is
named for not verifying, or where a comment beside it says that the certificate is self-signed. A variable that is nothing but false is reported with the line that sets it, and so is an
attribute of the object or its class; a value that says itself when to verify (\`verify=True if strict else False\`) is the program's choice. Once no request of a file is unverified
(one with \`**options\` from elsewhere, or with a \`verify=self.verify\` whose value is not in view, may be), its \`urllib3.disable_warnings()\` is found too: it hides the warnings about other unverified requests of the program.
`,
  },

  *detect(module) {
    if (module.path.endsWith(".pyi")) return;
    let areAllVerified = true;
    for (const setting of verifySettings(module)) {
      const values = valuesOf(setting);
      const call = setting.kind === "argument" ? setting.call : undefined;
      const verdict = ({ value, parameter }: VerifyArgument) =>
        verdictOf(value, parameter, module.names, call);
      const off = values.filter((given) => verdict(given) === "off");
      if (values.some((given) => verdict(given) !== "on")) areAllVerified = false;
      if (off.length > 0) {
        const found = setting.kind === "argument" ? { ...setting, arguments: off } : setting;
        yield match(module, found, undefined);
        continue;
      }
      const [source] = values.flatMap(
        ({ value, parameter }) => switchedOffBy(module, value, parameter) ?? [],
      );
      if (source !== undefined) yield match(module, setting, source);
      if (source !== undefined) continue;
      const [condition] = values.flatMap(
        ({ value, parameter }) => choosingBy(value, parameter, module.names) ?? [],
      );
      if (condition !== undefined) yield match(module, setting, undefined, condition);
    }
    if (!areAllVerified) return;
    for (const call of needlessDisablers(module)) yield match(module, { kind: "warnings", call }, undefined);
  },

  report({ found, isChosen, source }) {
    const { start, end } = placeOf(found);
    const message = messageOf(found, isChosen);
    return { start, end, message: source?.isDefault === true ? `${message} by default` : message };
  },

  transform({ found, text, isBroken, source, choice }, names): readonly Remedy[] {
    if (isBroken) return [none("the code around it does not parse")];
    if (source !== undefined) {
      const { name, line, isDefault } = source;
      const what = isDefault ? `it is off by the default of ${name},` : `its value is ${name}, set`;
      return [none(`${what} on line ${line}: change it there`)];
    }
    if (choice !== undefined) return [none(choice)];
    const isWarning = found.kind === "warnings";
    const change = isWarning
      ? withoutStatement(found.call, text, "Remove the call of disable_warnings")
      : verifyingChange(found, text, names);
    if ("because" in change) return [none(change.because)];
    const because = isWarning
      ? "it hides the warnings about unverified requests of other modules too"
      : "a server with a certificate that is not valid for its name, accepted until now, is refused";
    return [{ kind: "fix", applicability: "unsafe", because, leaves: ["unverified-request"], ...change }];
  },
});

/** Everything that a setting says of verification, with the parameter that it is said for. */
function valuesOf(setting: VerifySetting): readonly VerifyArgument[] {
  if (setting.kind === "argument") return setting.arguments;
  const { node, value } = setting;
  return [{ node, value, parameter: setting.kind === "option" ? setting.parameter : "verify" }];
}

function match(
  module: PythonModule,
  found: Match["found"],
  variable: SyntaxNode | undefined,
  condition?: SyntaxNode,
): Match {
  const line = variable === undefined ? 0 : module.text.slice(0, variable.start).split("\n").length;
  const isDefault = variable?.parent?.type.endsWith("default_parameter") === true;
  const source = variable === undefined ? undefined : { name: variable.text, line, isDefault };
  const place = placeOf(found);
  const by = condition ?? chosenBeside(found);
  const choice = by === undefined ? deliberate(place) : `the program itself chooses it, by ${by.text}`;
  const isChosen = condition !== undefined;
  return { text: module.text, isBroken: module.isBroken(place), found, source, choice, isChosen };
}

/** What says whether a setting verifies: another branch gives it another value. */
function chosenBeside(found: Match["found"]): SyntaxNode | undefined {
  if (found.kind === "argument" || found.kind === "warnings") return undefined;
  return choiceBetweenBranches(found.node, found.value);
}

function placeOf(found: Match["found"]): SyntaxNode {
  return found.kind === "argument" || found.kind === "warnings" ? found.call : found.node;
}

function messageOf(found: Match["found"], isChosen: boolean): string {
  if (found.kind === "warnings")
    return "warnings about unverified requests are switched off, and this file makes none";
  const texts = found.kind === "argument" ? found.arguments.map(({ node }) => node.text) : [found.node.text];
  const does = isChosen ? "may switch" : texts.length > 1 ? "switch" : "switches";
  return `${texts.join(" and ")} ${does} verification off`;
}

function none(because: string): Remedy {
  return { kind: "none", because };
}
