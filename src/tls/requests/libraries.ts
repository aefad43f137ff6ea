import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { usesOf } from "../../python/uses.ts";
import type { Instances } from "../instances.ts";

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

/** The classes of `requests` with an attribute `verify`, by which all their requests go. */
export const SESSIONS: readonly string[] = [
  "requests.Session",
  "requests.session",
  "requests.sessions.Session",
  "requests.sessions.session",
];

const ADAPTERS = ["requests.adapters.HTTPAdapter"];

const LIBRARIES: readonly Library[] = [
  {
    functions: [...members("requests", VERBS), ...members("requests.api", VERBS)],
    classes: SESSIONS,
    methods: [...VERBS, "send"],
    parameters: ["verify"],
  },
  { functions: [], classes: ADAPTERS, methods: ["send", "cert_verify"], parameters: ["verify"] },
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

/** The classes whose objects take verification in their methods. */
export const CLIENT_CLASSES: ReadonlySet<string> = new Set(LIBRARIES.flatMap(({ classes }) => classes));

/** The parameters by which verification is switched off. */
export const PARAMETERS: readonly string[] = [...new Set(LIBRARIES.flatMap(({ parameters }) => parameters))];

const FUNCTIONS = new Set(LIBRARIES.flatMap(({ functions, classes }) => [...functions, ...classes]));

/** Whether a call, or the one that a `functools.partial` prepares, takes the parameter and verifies by it. */
export function takesVerification(
  module: PythonModule,
  call: SyntaxNode,
  parameter: string,
  instances: Instances,
): boolean {
  return takes(module, calledBy(module, call), parameter, instances);
}

/** What a call calls; what `functools.partial` will. */
function calledBy(module: PythonModule, call: SyntaxNode): SyntaxNode | undefined {
  return isPartial(module, call) ? call.field("arguments")?.named[0] : call.field("function");
}

/** Whether a call is one of `functools.partial`. */
function isPartial(module: PythonModule, call: SyntaxNode): boolean {
  return module.names.is(call.field("function"), "functools.partial");
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
  const libraries = LIBRARIES.filter(({ parameters }) => parameters.includes(parameter));
  const name = module.names.qualified(callee);
  if (name !== undefined) {
    return libraries.some(({ functions, classes }) => functions.includes(name) || classes.includes(name));
  }
  const object = callee?.type === "attribute" ? callee.field("object") : undefined;
  const method = callee?.field("attribute")?.text ?? "";
  const classes = object === undefined ? [] : (instances.of(object)?.classes ?? []);
  return (
    classes.length > 0 &&
    classes.every((one) => libraries.some((lib) => lib.classes.includes(one) && lib.methods.includes(method)))
  );
}

/** Whether the file makes requests itself, with one of these libraries. */
export function makesRequests(module: PythonModule): boolean {
  for (const { certainty } of usesOf(module, ...FUNCTIONS)) if (certainty === "sure") return true;
  return false;
}
