/** A program of `test/programs`, run before and after; `writes` is what its rewrite must say, `never` what it must not. */
export interface ProgramProof {
  readonly program: `${string}/${string}`;
  readonly strength?: "safe" | "unsafe";
  readonly writes?: RegExp;
  readonly never?: RegExp;
}

/** What proves that a trap is avoided. */
export type Proof =
  | ProgramProof
  /** A fixture with its snapshot. */
  | { readonly fixture: `${string}/${string}` }
  /** A test by the words of its title, or of its row in the table of a test. */
  | { readonly test: string; readonly titled: string }
  /** A page of the documentation that tells the user. */
  | { readonly page: string; readonly says: string };

/** A fact about Python's TLS that a rewriter gets wrong easily, each measured on the Pythons that it is true of. */
export interface Trap {
  readonly id: string;
  readonly fact: string;
  readonly proofs: readonly Proof[];
}

/** Every known trap, with what proves that no fix walks into it. */
export const TRAPS: readonly Trap[] = [
  {
    id: "T1",
    fact: "without `server_side` a socket may still listen: `accept()` makes servers of its connections",
    proofs: [
      {
        program: "wrap-socket/server-listening-without-flag",
        strength: "unsafe",
        writes: /PROTOCOL_TLS_SERVER/,
        never: /create_default_context/,
      },
      { program: "wrap-socket/server-wrapped-before-bind", never: /PROTOCOL_TLS_CLIENT/ },
      { program: "wrap-socket/server-of-unknown-role", writes: /SSLContext\(ssl\.PROTOCOL_TLS\)/ },
      { program: "wrap-socket/client-of-unknown-role" },
      { fixture: "wrap-socket/serves-either-role-where-none-is-in-view" },
    ],
  },
  {
    id: "T2",
    fact: "`SMTP()` with a later `connect()`, or with a port in the host, raises with a context that checks the host",
    proofs: [
      { program: "client-without-context/smtp-connects-later" },
      { program: "client-without-context/smtp-host-with-a-port" },
      { fixture: "client-without-context/gives-no-fix-where-no-host-can-be-checked" },
    ],
  },
  {
    id: "T3",
    fact: "`minimum_version` raises on a context whose protocol is pinned",
    proofs: [
      { program: "wrap-socket/ssl-version-tlsv1", writes: /minimum_version/, never: /PROTOCOL_TLSv1\b/ },
      { fixture: "context-without-minimum-version/leaves-pinned-protocols-to-another-rule" },
      { fixture: "legacy-protocol/keeps-the-order-that-does-not-raise" },
    ],
  },
  {
    id: "T4",
    fact: "a minimum of TLS 1.2 lowers what a system policy may ask for",
    proofs: [{ page: "docs/rules/context-without-minimum-version.md", says: "MinProtocol" }],
  },
  {
    id: "T5",
    fact: "distributions' Pythons do not all refuse TLS 1.1 by default, whatever their version",
    proofs: [
      { fixture: "context-without-minimum-version/default-context-counts-where-it-connects" },
      { program: "context-without-minimum-version/default-context" },
    ],
  },
  {
    id: "T6",
    fact: "a context given to `HTTPSConnection` is not the default: ALPN, post-handshake authentication, patches",
    proofs: [
      { program: "https-connection-without-context/default-context-is-patched" },
      { fixture: "https-connection-without-context/doubts-a-program-that-replaces-the-default-context" },
      { page: "docs/rules/https-connection-without-context.md", says: "post_handshake_auth" },
    ],
  },
  {
    id: "T7",
    fact: "`cert_file=` set `post_handshake_auth`, without which some servers refuse",
    proofs: [
      { program: "removed-argument/https-asked-after-the-handshake", writes: /post_handshake_auth = True/ },
      {
        program: "removed-argument/https-in-a-lambda-asked-after-the-handshake",
        writes: /post_handshake_auth/,
      },
    ],
  },
  {
    id: "T8",
    fact: "the old functions take the key first, `load_cert_chain` the certificate",
    proofs: [
      { program: "wrap-socket/client-certificate-by-position", writes: /load_cert_chain\(certfile=/ },
      { program: "wrap-socket/server-by-position", writes: /load_cert_chain\(certfile=/ },
      { program: "removed-argument/https-by-position", writes: /load_cert_chain\(certfile=/ },
      { fixture: "removed-argument/loads-the-certificate-before-the-key" },
    ],
  },
  {
    id: "T9",
    fact: "`None` and the empty string were not given; the new methods raise",
    proofs: [
      { program: "wrap-socket/client-certificate-maybe-none" },
      { program: "wrap-socket/client-certificate-maybe-empty" },
      { program: "wrap-socket/ca-maybe-none", writes: /if .+:\n +context\.load_verify_locations/ },
      { program: "wrap-socket/ciphers-maybe-none", writes: /if .+:\n +context\.set_ciphers/ },
      { program: "wrap-socket/two-nones-by-position", never: /load_cert_chain/ },
      { fixture: "wrap-socket/guards-files-that-may-be-none" },
    ],
  },
  {
    id: "T10",
    fact: "loading `ca_certs` into a default context adds to the system's authorities",
    proofs: [
      {
        program: "wrap-socket/cert-required-with-ca",
        strength: "unsafe",
        writes: /create_default_context\(cafile=/,
        never: /load_verify_locations/,
      },
      { fixture: "wrap-socket/trusts-only-the-given-authorities" },
    ],
  },
  {
    id: "T11",
    fact: "`CERT_REQUIRED` without `ca_certs` refused everybody; a default context does not",
    proofs: [
      {
        program: "wrap-socket/cert-required-without-ca",
        writes: /verify_mode = ssl\.CERT_REQUIRED/,
        never: /create_default_context|load_default_certs/,
      },
      { program: "wrap-socket/server-requires-without-authority" },
    ],
  },
  {
    id: "T12",
    fact: "the default context of Python 3.13 refuses private authorities that are not strict",
    proofs: [
      {
        program: "wrap-socket/cert-required-with-ca",
        writes: /SSLContext\(ssl\.PROTOCOL_TLS_CLIENT\)/,
        never: /create_default_context/,
      },
      { program: "wrap-socket/server-requires-client-certificate", never: /create_default_context/ },
    ],
  },
  {
    id: "T13",
    fact: "a context for the wrong role connects without any verification, or raises",
    proofs: [
      { program: "wrap-socket/both-roles-in-one-function", strength: "unsafe", never: /CLIENT_AUTH/ },
      { program: "wrap-socket/server-side-is-a-variable" },
      { program: "wrap-socket/client-side-is-a-variable" },
      { fixture: "wrap-socket/lets-the-running-program-choose-the-role" },
    ],
  },
  {
    id: "T14",
    fact: "`wrap_bio` without a host name completes the handshake, and checks no name",
    proofs: [
      { test: "test/rules/disabled-verification.test.ts", titled: "where wrap_bio is given no host" },
      { fixture: "context-without-minimum-version/default-context-counts-where-it-connects" },
    ],
  },
  {
    id: "T15",
    fact: "before 3.7 a handshake that `send()` makes does not check the host",
    proofs: [
      { test: "test/rules/wrap-socket.test.ts", titled: "no handshake before the first byte, on Python 3.6" },
      { program: "wrap-socket/handshake-later" },
    ],
  },
  {
    id: "T16",
    fact: "Python 2.7 never finds an address in a certificate",
    proofs: [
      { test: "test/rules/wrap-socket.test.ts", titled: "promises Python 2.7 no verification of an address" },
    ],
  },
  {
    id: "T17",
    fact: "before 3.7 a wrong host is no `SSLError`",
    proofs: [
      { program: "wrap-socket/handshake-errors-told-apart" },
      { program: "wrap-socket/try-except-error" },
      { program: "wrap-socket/host-matched-in-the-same-try" },
    ],
  },
  {
    id: "T18",
    fact: "Python 3 detaches the wrapped socket, 2.7 does not; the new methods do as the old function did",
    proofs: [
      { program: "wrap-socket/upgraded-in-place" },
      { program: "wrap-socket/server-upgraded-in-place" },
      { program: "wrap-socket/with-two-items" },
    ],
  },
  {
    id: "T19",
    fact: "sockets of contexts lack attributes that those of the old function had before 3.7",
    proofs: [{ program: "wrap-socket/attributes-of-old-sockets" }],
  },
  {
    id: "T20",
    fact: "with TLS 1.3 a refused client certificate shows at the first read, not in the handshake",
    proofs: [
      { program: "wrap-socket/ssl-version-tlsv1-2", writes: /maximum_version = ssl\.TLSVersion\.TLSv1_2/ },
      { fixture: "wrap-socket/keeps-a-pin-to-tls-1-2" },
    ],
  },
  {
    id: "T21",
    fact: "no certificate is for a host with a trailing dot, brackets or a port",
    proofs: [
      { test: "test/rules/wrap-socket.test.ts", titled: "a host with a trailing dot" },
      { test: "test/rules/wrap-socket.test.ts", titled: "a host in brackets" },
      { test: "test/rules/wrap-socket.test.ts", titled: "a host with its port" },
      { program: "wrap-socket/host-and-port-in-one-text" },
    ],
  },
  {
    id: "T22",
    fact: "keywords that 3.12 removed took the positions after them along",
    proofs: [
      { program: "removed-argument/https-by-position" },
      { program: "removed-argument/https-nones-by-position" },
      { program: "removed-argument/imap-ssl-by-position" },
      { program: "removed-argument/https-subclass-that-reads-attributes" },
    ],
  },
  {
    id: "T23",
    fact: "a minimum above the maximum is accepted, and then nothing connects",
    proofs: [
      { fixture: "context-without-minimum-version/no-fix-where-it-could-raise-or-refuse" },
      { fixture: "legacy-protocol/limits-below-one-two" },
    ],
  },
  {
    id: "T24",
    fact: "since 3.12 the first `urlopen()` keeps its context, whatever is patched later",
    proofs: [
      {
        program: "unverified-context/default-is-patched",
        strength: "unsafe",
        never: /_create_default_https_context/,
      },
      { fixture: "unverified-context/removes-the-patch-in-all-its-forms" },
    ],
  },
  {
    id: "T25",
    fact: "`ServerProxy` ignores its context where it is given a transport: no fix gives it one",
    proofs: [{ test: "test/behaviour/traps.test.ts", titled: "gives ServerProxy no context" }],
  },
  {
    id: "T26",
    fact: "`ca_certs` of a server that asks for no certificate holds the intermediate ones that it sends",
    proofs: [{ program: "wrap-socket/server-sends-intermediates", writes: /load_verify_locations/ }],
  },
  {
    id: "T27",
    fact: "ciphers that need no certificate undo a context that verifies",
    proofs: [
      { test: "test/rules/wrap-socket.test.ts", titled: "keeps ciphers that need no certificate away" },
      { test: "test/rules/wrap-socket.test.ts", titled: "ciphers that only the program knows" },
      { program: "wrap-socket/ciphers-literal" },
    ],
  },
];
