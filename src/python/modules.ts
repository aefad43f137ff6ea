import { isStdlibModule } from "./stdlib.ts";

/** Modules of other names that hold the same API: Python 2's, the compatibility layers', the green ones. */
const SAME_MODULE: ReadonlyMap<string, string> = new Map([
  ["httplib", "http.client"],
  ["six.moves.http_client", "http.client"],
  ["future.moves.http.client", "http.client"],
  ["future.backports.http.client", "http.client"],
  ["eventlet.green.http.client", "http.client"],
  ["eventlet.green.httplib", "http.client"],
  ["urllib2", "urllib.request"],
  ["six.moves.urllib.request", "urllib.request"],
  ["future.moves.urllib.request", "urllib.request"],
  ["six.moves.urllib.parse", "urllib.parse"],
  ["urlparse", "urllib.parse"],
  ["six.moves.xmlrpc_client", "xmlrpc.client"],
  ["xmlrpclib", "xmlrpc.client"],
  ["SocketServer", "socketserver"],
  ["six.moves.socketserver", "socketserver"],
  ["BaseHTTPServer", "http.server"],
  ["SimpleHTTPServer", "http.server"],
  ["six.moves.BaseHTTPServer", "http.server"],
  ["eventlet.green.ssl", "ssl"],
  ["eventlet.green.socket", "socket"],
  ["requests.packages.urllib3", "urllib3"],
  // urllib3.util hands its function on.
  ["urllib3.util.create_urllib3_context", "urllib3.util.ssl_.create_urllib3_context"],
  ["gevent.ssl", "ssl"],
  ["gevent.socket", "socket"],
  // As the distribution is called; older documentation of other tools imports it by that name.
  ["pyOpenSSL", "OpenSSL"],
]);

/** The canonical name of what `qualified` names: `httplib.HTTPSConnection` is `http.client.HTTPSConnection`. */
export function canonical(qualified: string): string {
  for (let end = qualified.length; end > 0; end = qualified.lastIndexOf(".", end - 1)) {
    const module = SAME_MODULE.get(qualified.slice(0, end));
    if (module !== undefined) return module + qualified.slice(end);
  }
  return qualified.includes("compat") || qualified.includes("py")
    ? qualified.replace(
        COMPATIBILITY,
        (_, name: string) => SAME_MODULE.get(name) ?? HANDED_ON.get(name) ?? name,
      )
    : qualified;
}

/**
 * `from ._compat import ssl`, `from package.utils.py3 import httplib`: a project's own layer hands on what the standard
 * library has.
 */
const COMPATIBILITY =
  /^(?:[\w.]*\.)?(?:\w*compat\w*|_?py(?:2|3|23|2and3|thon[23]))\.(ssl|socket|httplib|http_client)(?=\.|$)/;

const HANDED_ON: ReadonlyMap<string, string> = new Map([["http_client", "http.client"]]);

const CANONICAL = new Set(SAME_MODULE.values());

/** Whether a canonical name is that of a module, and not of something in it. */
export function isKnownModule(name: string): boolean {
  return CANONICAL.has(name) || (!name.includes(".") && isStdlibModule(name));
}

/**
 * What `from module import *` brings of the modules this tool knows (CPython 2.7 to 3.13: `http.client`
 * and the mail modules have an `__all__`; `ssl` has none, so every public name comes).
 */
export function starExports(module: string, name: string): boolean {
  const home = canonical(module);
  if (home === "ssl") return !name.startsWith("_") && SSL_NAMES.test(name);
  return STAR_NAMES.get(home)?.has(name) ?? false;
}

const SSL_NAMES =
  /^(?:PROTOCOL_|CERT_|OP_|VERIFY_|HAS_|ALERT_|SSL)|^(?:wrap_socket|create_default_context|match_hostname|get_server_certificate|get_default_verify_paths|TLSVersion|Purpose|Options|VerifyMode|VerifyFlags|CertificateError|MemoryBIO|RAND_\w+|DER_cert_to_PEM_cert|PEM_cert_to_DER_cert|cert_time_to_seconds|OPENSSL_VERSION\w*)$/;

const STAR_NAMES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["http.client", new Set(["HTTPSConnection", "HTTPConnection"])],
  ["smtplib", new Set(["SMTP", "SMTP_SSL"])],
  ["imaplib", new Set(["IMAP4", "IMAP4_SSL"])],
  ["poplib", new Set(["POP3", "POP3_SSL"])],
  ["ftplib", new Set(["FTP", "FTP_TLS"])],
  ["nntplib", new Set(["NNTP", "NNTP_SSL"])],
  ["urllib.request", new Set(["urlopen", "HTTPSHandler", "build_opener", "install_opener"])],
  [
    "socket",
    new Set(["socket", "create_connection", "getaddrinfo", "gethostbyname", "AF_INET", "SOCK_STREAM"]),
  ],
]);

/** A member of a module, as a qualified name: `http.client`, but `.tls` of the package `.`. */
export function joined(module: string, attribute: string): string {
  return module.endsWith(".") ? module + attribute : `${module}.${attribute}`;
}
