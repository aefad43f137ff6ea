import { literalBoolean, literalString } from "../python/expressions.ts";
import type { PythonModule } from "../python/module.ts";
import type { Names } from "../python/names.ts";
import type { SyntaxNode } from "../python/node.ts";
import { Instances } from "./instances.ts";

/** A library that makes requests, and the arguments that switch its verification off. */
interface Library {
  readonly functions: readonly string[];
  /** Classes whose constructor takes the arguments, and whose methods do where `methods` names them. */
  readonly classes: readonly string[];
  readonly methods: readonly string[];
  readonly parameters: readonly string[];
}

const VERBS = ["get", "post", "put", "patch", "delete", "head", "options", "request"];

function members(module: string, names: readonly string[]): string[] {
  return names.map((name) => `${module}.${name}`);
}

const SESSIONS = ["requests.Session", "requests.session", "requests.sessions.Session"];

const LIBRARIES: readonly Library[] = [
  {
    functions: [...members("requests", VERBS), ...members("requests.api", VERBS)],
    classes: SESSIONS,
    methods: [...VERBS, "send"],
    parameters: ["verify"],
  },
  {
    functions: members("httpx", [...VERBS, "stream", "HTTPTransport", "AsyncHTTPTransport"]),
    classes: members("httpx", ["Client", "AsyncClient"]),
    methods: [],
    parameters: ["verify"],
  },
  {
    functions: members("aiohttp", ["request", "TCPConnector"]),
    classes: ["aiohttp.ClientSession"],
    methods: [...VERBS, "ws_connect"],
    parameters: ["ssl", "verify_ssl"],
  },
  {
    functions: [
      ...members("urllib3", [
        "PoolManager",
        "ProxyManager",
        "HTTPSConnectionPool",
        "connection_from_url",
        "proxy_from_url",
      ]),
      ...members("urllib3.poolmanager", ["PoolManager", "ProxyManager", "proxy_from_url"]),
      ...members("urllib3.connectionpool", ["HTTPSConnectionPool", "connection_from_url"]),
    ],
    classes: [],
    methods: [],
    parameters: ["cert_reqs", "assert_hostname"],
  },
];

const CLASSES = new Set(LIBRARIES.flatMap(({ classes }) => classes));
const PARAMETERS = [...new Set(LIBRARIES.flatMap(({ parameters }) => parameters))];

/** Where verification is given to a request, a session or a client. */
export type VerifySetting =
  | {
      readonly kind: "argument";
      readonly call: SyntaxNode;
      readonly argument: SyntaxNode;
      readonly parameter: string;
      readonly value: SyntaxNode;
    }
  | { readonly kind: "attribute"; readonly assignment: SyntaxNode; readonly value: SyntaxNode };

/** Every place that gives verification to one of these libraries, switched off or not. */
export function* verifySettings(module: PythonModule): Generator<VerifySetting> {
  const instances = new Instances(module, CLASSES);
  for (const parameter of PARAMETERS) {
    for (const identifier of module.identifiers(parameter)) {
      const setting = settingAt(module, identifier, parameter, instances);
      if (setting !== undefined) yield setting;
    }
  }
}

function settingAt(
  module: PythonModule,
  identifier: SyntaxNode,
  parameter: string,
  instances: Instances,
): VerifySetting | undefined {
  const parent = identifier.parent;
  if (parent?.type === "attribute") {
    return parameter === "verify" ? attributeSetting(parent, instances) : undefined;
  }
  if (parent?.type !== "keyword_argument" || parent.field("name") !== identifier) return undefined;
  const call = parent.parent?.parent;
  const value = parent.field("value");
  if (call?.type !== "call" || value === undefined) return undefined;
  if (!takes(module, called(module, call), parameter, instances)) return undefined;
  return { kind: "argument", call, argument: parent, parameter, value };
}

/** `session.verify = …` */
function attributeSetting(attribute: SyntaxNode, instances: Instances): VerifySetting | undefined {
  const assignment = attribute.parent;
  const value = assignment?.type === "assignment" ? assignment.field("right") : undefined;
  const object = attribute.field("object");
  if (assignment?.field("left") !== attribute || value === undefined || object === undefined)
    return undefined;
  const classes = instances.of(object)?.classes ?? [];
  const isSession = classes.length > 0 && classes.every((name) => SESSIONS.includes(name));
  return isSession ? { kind: "attribute", assignment, value } : undefined;
}

/** What a call calls; what `functools.partial` will. */
function called(module: PythonModule, call: SyntaxNode): SyntaxNode | undefined {
  const callee = call.field("function");
  return module.names.is(callee, "functools.partial") ? call.field("arguments")?.named[0] : callee;
}

function takes(
  module: PythonModule,
  callee: SyntaxNode | undefined,
  parameter: string,
  instances: Instances,
): boolean {
  if (callee?.type === "attribute" && callee.field("attribute")?.text === "init_poolmanager") {
    return parameter === "cert_reqs" || parameter === "assert_hostname";
  }
  const name = module.names.qualified(callee);
  const library = LIBRARIES.find(({ parameters }) => parameters.includes(parameter));
  const all = LIBRARIES.filter(({ parameters }) => parameters.includes(parameter));
  if (library === undefined) return false;
  if (name !== undefined) {
    return all.some(({ functions, classes }) => functions.includes(name) || classes.includes(name));
  }
  const object = callee?.type === "attribute" ? callee.field("object") : undefined;
  const method = callee?.field("attribute")?.text ?? "";
  const classes = object === undefined ? [] : (instances.of(object)?.classes ?? []);
  return (
    classes.length > 0 &&
    classes.every((one) => all.some((lib) => lib.classes.includes(one) && lib.methods.includes(method)))
  );
}

/** What a value says of verification. */
export type Verdict = "off" | "on" | "unknown";

/** What a literal, or a constant of `ssl`, says for a parameter. */
export function verdictOf(value: SyntaxNode, parameter: string, names: Names): Verdict {
  if (value.type === "none") return "on";
  if (names.is(value, "ssl.CERT_NONE")) return "off";
  if (names.is(value, "ssl.CERT_REQUIRED")) return "on";
  const boolean = literalBoolean(value);
  if (boolean !== undefined) return boolean ? "on" : "off";
  const text = literalString(value);
  if (text === undefined) return "unknown";
  if (parameter === "cert_reqs") return /^(?:CERT_)?NONE$/.test(text) ? "off" : "on";
  return text === "" ? "off" : "on";
}

/** The binding that gives a variable a value that switches verification off, if it has but that one. */
export function switchedOffBy(
  module: PythonModule,
  value: SyntaxNode,
  parameter: string,
): SyntaxNode | undefined {
  if (value.type !== "identifier") return undefined;
  const bindings = module.scopes.lookup(value.text, value)?.bindings ?? [];
  const [only] = bindings;
  if (only === undefined || bindings.length > 1) return undefined;
  const given = only.kind === "parameter" ? only.statement.field("value") : only.value;
  if (given === undefined || verdictOf(given, parameter, module.names) !== "off") return undefined;
  return only.node;
}

const DISABLERS = ["urllib3.disable_warnings", "urllib3.util.disable_warnings"];

/** The calls that switch off the warnings about unverified requests. */
export function* warningDisablers(module: PythonModule): Generator<SyntaxNode> {
  for (const identifier of module.identifiers("disable_warnings")) {
    const callee = identifier.parent?.type === "attribute" ? identifier.parent : identifier;
    const call = callee.parent;
    if (call?.type !== "call" || call.field("function") !== callee) continue;
    const about = call.field("arguments")?.text ?? "";
    const isAll = /^\(\s*\)$/.test(about) || about.includes("InsecureRequestWarning");
    if (isAll && module.names.is(callee, ...DISABLERS)) yield call;
  }
}

/** Whether the file makes requests itself, with one of these libraries. */
export function makesRequests(module: PythonModule): boolean {
  const functions = new Set(LIBRARIES.flatMap((library) => [...library.functions, ...library.classes]));
  for (const word of ["requests", "urllib3"]) {
    for (const identifier of module.identifiers(word)) {
      for (let node = identifier.parent; node?.type === "attribute"; node = node.parent) {
        const name = module.names.qualified(node);
        if (name !== undefined && functions.has(name)) return true;
      }
    }
  }
  return false;
}
