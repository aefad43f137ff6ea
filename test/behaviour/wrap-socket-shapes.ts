/** A shape of real code, and the programs that have it; `has` is what such a program says. */
export interface Shape {
  readonly what: string;
  readonly has: RegExp;
  readonly programs: readonly string[];
}

const CALL = String.raw`(?:ssl\.)?wrap_socket\(`;
const shape = (what: string, has: string, ...programs: readonly string[]): Shape => ({
  what,
  has: new RegExp(has.replaceAll("CALL", CALL), "m"),
  programs,
});

/** Where a call can stand. */
const PLACES: readonly Shape[] = [
  shape("assigned to a name", String.raw`^ *\w+ = CALL`, "client-connect-before"),
  shape("assigned to an attribute", String.raw`self\.\w+ = CALL`, "client-attribute-same-method"),
  shape("assigned to an item", String.raw`\w\[.+\] = CALL`, "subscript-target"),
  shape("assigned in a tuple", String.raw`\w+, \w+ = .*CALL`, "tuple-assignment"),
  shape("assigned with an operator", String.raw`\+= .*CALL`, "augmented-assignment"),
  shape("assigned twice", String.raw`\w+ = [\w.]+ = CALL`, "chained-assignment"),
  shape("walrus", ":= CALL", "walrus"),
  shape("returned", "return CALL", "return-of-the-call"),
  shape("yielded", "yield CALL", "yielded"),
  shape(
    "awaited, and with what is awaited",
    "await .*CALL|CALLawait",
    "awaited-argument",
    "async-with-and-await",
  ),
  shape("in an asynchronous function", "async def", "async-function", "async-with-and-await"),
  shape("an argument", String.raw`\w\(CALL`, "nested-argument", "with-closing", "for-loop-over-lines"),
  shape("before a method", String.raw`CALL.*\)\.\w+\(`, "method-on-the-result"),
  shape("item of a with", "with .*CALL", "with-item", "with-two-items", "with-closing"),
  shape("what a loop goes over", "for .* in .*CALL", "for-loop-over-lines"),
  shape("generator", "CALL.* for ", "generator-over-hosts"),
  shape("condition of a loop", "while .*CALL", "while-condition"),
  shape("condition of elif", "elif .*CALL", "elif-condition"),
  shape("conditional expression", "CALL.* if .* else", "conditional-expression"),
  shape("and, or", "(?:and|or) .*CALL", "and-or-expression"),
  shape("list comprehension", String.raw`\[.*CALL[\s\S]* for `, "list-comprehension"),
  shape("dictionary comprehension", String.raw`\{.*CALL.* for `, "dictionary-comprehension"),
  shape(
    "lambda",
    "lambda[^:]*:[^:]*CALL",
    "lambda-wrapper",
    "lambda-with-certificate",
    "lambda-keyword-argument",
  ),
  shape("default argument", String.raw`def \w+\(.*CALL|=ssl\.wrap_socket|lambda`, "default-argument"),
  shape("decorator", "^@.*wrap_socket", "decorator-argument"),
  shape("class body", String.raw`^class [\s\S]*^    \w+ = .*wrap_socket`, "class-body-value"),
  shape("suite on one line", "^ *if .*: .*CALL", "one-line-suite"),
  shape("else on one line", "else ?: .*CALL", "one-line-else"),
  shape("statements on one line", ";.*CALL|CALL.*;", "semicolon-statements"),
  shape("continued line", String.raw`\\\n`, "backslash-continuation"),
  shape("body of a try", "try: .*CALL", "try-body-is-the-call"),
  shape("handler", String.raw`except[^:]*:\n(?: .*\n)*?.*CALL`, "inside-except-handler"),
  shape("else of a try", String.raw`else:\n.*CALL`, "else-of-a-try"),
  shape("finally", String.raw`finally:\n(?: .*\n)*?.*CALL`, "in-a-finally-clause"),
  shape("nested function", String.raw`^ +def [\s\S]*CALL`, "nested-function"),
  shape("module level", "^[^ #].*CALL", "client-module-level"),
  shape("many lines", String.raw`CALL\n`, "many-lines-with-comments"),
  shape("tabs", "^\t", "tabs"),
  shape("Windows line ends", "\r$", "crlf-lines"),
  shape("other encoding", "coding[:=] *(?:latin|iso)", "latin-1-source"),
];

/** The function as something else than a call, and the ways of importing it. */
const VALUES: readonly Shape[] = [
  shape("partial", String.raw`partial\(ssl\.wrap_socket`, "partial-as-callback", "partial-with-arguments"),
  shape("callback", String.raw`[(=]\s*ssl\.wrap_socket\b(?!\()`, "passed-as-callback"),
  shape("dictionary entry", String.raw`: ssl\.wrap_socket\b`, "dictionary-entry"),
  shape("alias", String.raw`= ssl\.wrap_socket$`, "alias-of-the-function", "function-or-a-substitute"),
  shape("kept on self", String.raw`self\._wrap = ssl\.wrap_socket$`, "function-kept-on-self"),
  shape("kept on the class", String.raw`staticmethod\(ssl\.wrap_socket\)`, "function-kept-on-the-class"),
  shape(
    "of a module that an object or class holds",
    String.raw`self\.\w*(?:ssl|tls)\w*\.wrap_socket\(`,
    "module-as-class-attribute",
    "module-as-class-attribute-with-options",
    "module-set-by-the-constructor",
    "module-through-a-property",
  ),
  shape("of a module that is a parameter", String.raw`\w+=ssl\)`, "module-as-parameter"),
  shape(
    "of a module that an expression gives",
    String.raw`(?:\]|\))\.wrap_socket\(`,
    "module-of-sys-modules",
    "module-from-a-function",
  ),
  shape("of a module by globals()", String.raw`globals\(\)\[`, "module-by-globals"),
  shape("a statement of its own", String.raw`^ *ssl\.wrap_socket$`, "function-as-a-statement"),
  shape("beside Python 2.5's", "from socket import ssl", "function-of-python-two-point-five"),
  shape("put back", String.raw`ssl\.wrap_socket = original`, "function-that-is-put-back"),
  shape("by its name", String.raw`getattr\(ssl, "wrap_socket"`, "function-by-getattr"),
  shape(
    "asked for",
    String.raw`hasattr\(ssl, "wrap_socket"\)`,
    "function-asked-for-first",
    "shim-for-new-pythons",
  ),
  shape(
    "import in a try",
    String.raw`try:\n    from ssl import`,
    "import-in-a-try",
    "import-in-a-try-with-a-flag",
  ),
  shape("import of an alias", "import ssl as|wrap_socket as", "module-alias", "import-in-a-try-with-a-flag"),
  shape("star import", String.raw`import \*`, "star-import"),
  shape("import in a function", "^ {4}(?:import|from) ssl", "import-inside-function"),
  shape("import that nothing uses", "from ssl import", "import-that-nothing-uses"),
  shape("module that may be missing", "ssl = None", "module-maybe-none"),
  shape("version gate", "version_info", "version-gate-old-branch", "version-gate-that-still-matters"),
  shape("feature gate", "hasattr", "if-hasattr-sslcontext-old-branch"),
  shape("handler for old Pythons", "except AttributeError", "except-attribute-error-old-branch"),
  shape("monkeypatch", String.raw`ssl\.wrap_socket = `, "patched-with-a-decorator", "patched-with-a-partial"),
];

/** Every argument, by position, by name and not known before the program runs. */
const ARGUMENTS: readonly Shape[] = [
  shape("all by name", "sock=", "keywords-only", "connection-by-keywords"),
  shape("by position", "CALL[^)=]+,[^)=]+,[^)=]+,", "seven-positions", "server-by-position"),
  shape("keyfile, certfile", "certfile", "client-certificate", "combined-certificate-and-key"),
  shape(
    "certfile that may be missing",
    "certfile",
    "client-certificate-maybe-none",
    "client-certificate-maybe-empty",
  ),
  shape("server_side", "server_side=True", "server-listening-with-flag", "server-accepted-socket"),
  shape(
    "server_side of the run",
    "server_side=[a-z]",
    "server-side-is-a-variable",
    "client-side-is-a-variable",
  ),
  shape(
    "cert_reqs, ca_certs",
    "ca_certs",
    "cert-required-with-ca",
    "cert-optional-client",
    "ca-without-cert-reqs",
  ),
  shape(
    "cert_reqs of the run",
    "cert_reqs|validate",
    "cert-reqs-parameter",
    "cert-reqs-attribute",
    "cert-reqs-follows-ca",
  ),
  shape("ssl_version", "ssl_version=ssl", "ssl-version-tlsv1", "ssl-version-tlsv1-2"),
  shape(
    "ssl_version of the run",
    "PROTOCOL_",
    "ssl-version-variable",
    "ssl-version-getattr",
    "ssl-version-from-a-table",
  ),
  shape("ca_certs that may be missing", "ca_certs", "ca-maybe-none"),
  shape(
    "do_handshake_on_connect",
    "do_handshake",
    "handshake-later",
    "handshake-without-blocking",
    "server-handshakes-later",
  ),
  shape("suppress_ragged_eofs", "suppress_ragged_eofs", "ragged-ends-are-errors"),
  shape("ciphers", "ciphers", "ciphers-literal", "ciphers-maybe-none"),
  shape("*args, **options", String.raw`\*\w+`, "args-and-kwargs", "kwargs-of-the-user", "kwargs-from-dict"),
];

/** Whose socket it is, and where the host name comes from. */
const ROLES: readonly Shape[] = [
  shape("other method connects", "self", "client-attribute-other-method", "called-from-another-method"),
  shape("base class connects", "super", "socket-of-a-base-class"),
  shape("local function connects", "def ", "through-a-local-function", "nested-function"),
  shape("self.host", String.raw`self\.host`, "client-attribute-same-method", "client-class-attribute-host"),
  shape("address pair", "address", "client-address-variable", "client-address-parameter"),
  shape("connect_ex", "connect_ex", "client-connect-ex"),
  shape(
    "connected later",
    String.raw`CALL[\s\S]*\.connect\(`,
    "client-connect-after",
    "client-inline-socket",
  ),
  shape("create_connection", "create_connection", "client-create-connection"),
  shape("create_connection by keywords", "create_connection.*address=", "connection-by-keywords"),
  shape("getaddrinfo", "getaddrinfo", "getaddrinfo-loop", "host-matched-for-an-address"),
  shape("gethostbyname", "gethostbyname", "gethostbyname-address"),
  shape("default timeout", "setdefaulttimeout", "default-timeout"),
  shape("proxy", "(?:prox|PROX)", "through-a-proxy"),
  shape("tunnel", "_tunnel", "https-subclass-through-a-tunnel", "https-subclass-without-a-tunnel"),
  shape("listening socket", "listen", "server-listening-without-flag", "server-wrapped-before-bind"),
  shape("server of the library", "HTTPServer|socketserver", "server-of-http"),
  shape("dispatcher", "asyncore|dispatcher", "dispatcher-set-socket"),
  shape("parameter named socket", "socket", "shadowed-socket-parameter"),
];

/** What follows the call and depends on it. */
const AFTER: readonly Shape[] = [
  shape(
    "match_hostname",
    "match_hostname",
    "host-matched-after",
    "host-matched-on-demand",
    "host-matched-in-another-method",
  ),
  shape(
    "own comparison",
    "getpeercert",
    "host-matched-by-hand",
    "fingerprint-pinned",
    "certificate-printed-after",
  ),
  shape("errors told apart", "except", "handshake-errors-told-apart", "try-except-error"),
  shape("attributes of old sockets", "getattr|hasattr", "attributes-of-old-sockets"),
];

/** The shapes that `wrap-socket` must handle, each with programs that are run before and after. */
export const SHAPES: ReadonlyMap<string, readonly Shape[]> = new Map([
  ["place", PLACES],
  ["value or import", VALUES],
  ["argument", ARGUMENTS],
  ["role or host", ROLES],
  ["afterwards", AFTER],
]);
