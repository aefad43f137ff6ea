import type { Edit } from "../../core/edit.ts";
import type { ImportNeed } from "../../core/fix.ts";
import { functionOf } from "../../python/expressions.ts";
import { importFromPackage } from "../../python/import-places.ts";
import type { Layout } from "../../python/layout.ts";
import type { PythonModule } from "../../python/module.ts";
import { placeForFunction } from "../../python/new-function.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { isAtLeast } from "../../python/version.ts";
import { type HandedModule, handedModule, heldModule, homeOf } from "./held-module.ts";
import { preservedForms } from "./preserved.ts";
import { wrapUses } from "./uses.ts";
import { helperIn, MODULE_PARAMETER, moduleOf, takesModule } from "./wrap-helper.ts";

/** The private function that stands for `ssl.wrap_socket` where no statement can: its name, and how it gets there. */
export interface Helper {
  readonly name: string;
  /** Nothing where the file has it already. */
  readonly edits: readonly Edit[];
  readonly needs: readonly ImportNeed[];
  /** The call is to hand over the module that it holds, or another one: `ssl_module=self._ssl`. */
  readonly module?: string;
}

/** Why the helper that is there cannot do for another module. */
const OTHER_MODULE =
  "the function that stands for `ssl.wrap_socket` in this file is for another module of that name";

const NAMES = ["_wrap_socket", "_ssl_wrap_socket", "_tls_wrap_socket"];

/** The file's helper, or the edit that writes it after the imports; a reason where there is one for another module. */
export function helperFor(
  module: PythonModule,
  layout: Layout,
  like: SyntaxNode | undefined,
  at: SyntaxNode,
): Helper | string {
  const known = helperIn(module);
  const knownName = known?.field("name")?.text;
  if (known !== undefined && knownName !== undefined) {
    const own = moduleOf(known);
    const home = own === undefined ? undefined : module.names.resolve(own)[0]?.written;
    const handed = like === undefined ? undefined : handedModule(module, like, home);
    if (handed === undefined || takesModule(known))
      return asked(handed, { name: knownName, edits: [], needs: [] });
    return like !== undefined && heldModule(module, like) === undefined
      ? OTHER_MODULE
      : { name: knownName, edits: [], needs: [] };
  }
  const { leader, isHanded } = modulesUsed(module);
  const model = leader ?? like;
  const name = NAMES.find((candidate) => isFree(module, candidate)) ?? "_tlsfix_wrap_socket";
  const spelt = module.names.spell(
    "ssl",
    "SSLContext",
    firstTopLevel(module) ?? module.root,
    topLevelLike(module, model),
  );
  const ssl = spelt.text.slice(0, spelt.text.lastIndexOf("."));
  const local = localImport(module, model) ?? (spelt.need === undefined ? undefined : askedImport(model));
  const lines = helperLines(name, local === undefined ? ssl : "ssl", module, layout, {
    localImport: local,
    isHanded: isHanded && (local === undefined || leader !== undefined),
  });
  const place = placeForFunction(module, firstUse(module, at));
  const text = place.before + lines.join(layout.newline) + layout.newline + place.after;
  const needs = spelt.need === undefined || local !== undefined ? [] : [spelt.need];
  const edits = [{ start: place.offset, end: place.offset, text: text.replaceAll(/\r?\n/g, layout.newline) }];
  const home = model === undefined ? undefined : homeOf(module, model);
  const handed = like === undefined ? undefined : handedModule(module, like, home);
  return asked(handed, { name, edits, needs });
}

/** The helper, and what a call hands to it. */
function asked(handed: HandedModule | undefined, helper: Helper): Helper {
  if (handed === undefined) return helper;
  const needs = handed.need === undefined ? helper.needs : [...helper.needs, handed.need];
  return { ...helper, needs, module: handed.text };
}

/** Whether calls hand over the module; with several modules of that name, the use whose module the helper has. */
function modulesUsed(module: PythonModule): {
  readonly leader: SyntaxNode | undefined;
  readonly isHanded: boolean;
} {
  const uses = wrapUses(module).filter(({ kind }) => kind === "call" || kind === "value");
  const plain = uses.filter((use) => heldModule(module, use.function) === undefined);
  const homes = new Set(
    plain.map((use) => homeOf(module, use.function)).filter((home) => home !== undefined),
  );
  const isHeld = plain.length < uses.length;
  return { leader: homes.size > 1 ? plain[0]?.function : undefined, isHanded: isHeld || homes.size > 1 };
}

/** The first place of the file that may need the helper: all fixes of a pass put it in the same place. */
function firstUse(module: PythonModule, at: SyntaxNode): SyntaxNode {
  const uses = wrapUses(module).filter(({ kind }) => kind === "call" || kind === "value");
  const all = [...uses.map(({ node }) => node), ...preservedForms(module).map(({ bound }) => bound.call), at];
  return all.reduce((first, node) => (node.start < first.start ? node : first));
}

function isFree(module: PythonModule, name: string): boolean {
  return module.scopes.mentions(name).next().done === true;
}

function firstTopLevel(module: PythonModule): SyntaxNode | undefined {
  return module.root.named.at(-1);
}

/** The green or aliased module that the call itself uses, where module level has it too. */
function topLevelLike(module: PythonModule, like: SyntaxNode | undefined): SyntaxNode | undefined {
  const head = like?.type === "attribute" ? like.field("object") : undefined;
  if (head?.type !== "identifier") return like;
  return module.scopes.lookup(head.text, head)?.scope === module.scopes.module ? like : undefined;
}

/** How the helper imports `ssl` itself, where the file imports it in functions only. */
function localImport(module: PythonModule, like: SyntaxNode | undefined): string | undefined {
  const head = like?.type === "attribute" ? like.field("object") : like;
  if (like === undefined || head?.type !== "identifier") return undefined;
  const found = module.scopes.lookup(head.text, head);
  const isImport = found?.bindings.some((binding) => binding.kind === "import") === true;
  if (!isImport || found?.scope === module.scopes.module) return undefined;
  const written = module.names.resolve(like)[0]?.written ?? "ssl.wrap_socket";
  const home = written.slice(0, written.lastIndexOf("."));
  return importFromPackage({ module: home, name: home.slice(home.lastIndexOf(".") + 1) });
}

/** `import ssl` for `import_module("ssl").wrap_socket` in a function, which needs it no sooner. */
function askedImport(like: SyntaxNode | undefined): string | undefined {
  const head = like?.type === "attribute" ? like.field("object") : undefined;
  return head?.type === "call" && functionOf(head) !== undefined ? "import ssl" : undefined;
}

/**
 * The text of the helper. Compared with `ssl.wrap_socket` itself in the behaviour tests: the same outcomes
 * without `server_hostname`; with it, chain and host are verified unless `cert_reqs` says otherwise.
 */
function helperLines(
  name: string,
  home: string,
  module: PythonModule,
  layout: Layout,
  { localImport, isHanded }: { readonly localImport: string | undefined; readonly isHanded: boolean },
): string[] {
  const ssl = isHanded ? MODULE_PARAMETER : home;
  const hasVersions = isAtLeast(module.target, 3, 7);
  const quoted = layout.quote === "'" ? (text: string) => text.replaceAll('"', "'") : (text: string) => text;
  const body: readonly (readonly [number, string])[] = [
    [1, '"""Wrap a socket as ssl.wrap_socket did, which Python 3.12 removed.'],
    [0, ""],
    [1, "With server_hostname the peer is verified, unless cert_reqs says otherwise."],
    [1, "ssl_version is accepted and ignored: the connection uses TLS 1.2 or newer."],
    [1, '"""'],
    ...(localImport === undefined
      ? []
      : ([
          [1, localImport],
          [0, ""],
        ] as const)),
    ...(isHanded ? ([[1, `${MODULE_PARAMETER} = ${MODULE_PARAMETER} or ${home}`]] as const) : []),
    [1, "if (server_side or keyfile) and not certfile:"],
    [2, quoted('raise ValueError("certfile must be specified")')],
    ...protocolLines(ssl, module),
    [1, "if cert_reqs is None:"],
    [2, `cert_reqs = ${ssl}.CERT_REQUIRED if server_hostname else ${ssl}.CERT_NONE`],
    [1, `context = ${ssl}.SSLContext(${module.isPythonTwo ? `${ssl}.PROTOCOL_SSLv23` : "protocol"})`],
    ...(hasVersions
      ? ([[1, `context.minimum_version = ${ssl}.TLSVersion.TLSv1_2`]] as const)
      : ([
          [1, `context.options |= ${ssl}.OP_NO_SSLv2 | ${ssl}.OP_NO_SSLv3`],
          [1, `context.options |= ${ssl}.OP_NO_TLSv1 | ${ssl}.OP_NO_TLSv1_1`],
        ] as const)),
    [1, "context.check_hostname = False"],
    [1, "context.verify_mode = cert_reqs"],
    [1, `context.check_hostname = bool(server_hostname) and cert_reqs != ${ssl}.CERT_NONE`],
    [1, "if ca_certs:"],
    [2, "context.load_verify_locations(cafile=ca_certs)"],
    [1, "elif context.check_hostname:"],
    [2, "context.load_default_certs()"],
    [1, "if certfile:"],
    [2, "context.load_cert_chain(certfile=certfile, keyfile=keyfile)"],
    [1, "if ciphers:"],
    [2, "context.set_ciphers(ciphers)"],
    [1, "return context.wrap_socket("],
    [2, "sock,"],
    [2, "server_side=server_side,"],
    [2, "do_handshake_on_connect=do_handshake_on_connect,"],
    [2, "suppress_ragged_eofs=suppress_ragged_eofs,"],
    [2, "server_hostname=server_hostname,"],
    [1, ")"],
  ];
  const parameters = [
    "sock",
    "keyfile=None",
    "certfile=None",
    "server_side=False",
    "cert_reqs=None",
    "ssl_version=None",
    "ca_certs=None",
    "do_handshake_on_connect=True",
    "suppress_ragged_eofs=True",
    "ciphers=None",
    "server_hostname=None",
    ...(isHanded ? [`${MODULE_PARAMETER}=None`] : []),
  ];
  return [
    `def ${name}(`,
    ...parameters.map((parameter) => `${layout.indent}${parameter},`),
    "):",
    ...body.map(([depth, text]) => (text === "" ? "" : layout.indent.repeat(depth) + text)),
  ];
}

/** The role decides the protocol; where only Python 2 runs there is but one for both. */
function protocolLines(ssl: string, module: PythonModule): readonly (readonly [number, string])[] {
  if (module.isPythonTwo) {
    return [
      [1, "if server_side:"],
      [2, "server_hostname = None"],
    ];
  }
  const isNew = isAtLeast(module.target, 3, 6);
  const either = `${ssl}.PROTOCOL_SSLv23`;
  const protocol = (constant: string) =>
    isNew ? `${ssl}.${constant}` : `getattr(${ssl}, "${constant}", ${either})`;
  return [
    [1, "if server_side:"],
    [2, "server_hostname = None"],
    [2, `protocol = ${protocol("PROTOCOL_TLS_SERVER")}`],
    [1, "elif certfile and not server_hostname:"],
    [2, "# It may listen: then accept() makes server sockets of it."],
    [2, `protocol = ${isNew ? `${ssl}.PROTOCOL_TLS` : either}`],
    [1, "else:"],
    [2, `protocol = ${protocol("PROTOCOL_TLS_CLIENT")}`],
  ];
}
