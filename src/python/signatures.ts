import type { Signature } from "./call.ts";

/**
 * Signatures as they were before the arguments of this tool's rules went, by qualified name. Measured with
 * `inspect.signature` and by calling on CPython 2.7 to 3.13; methods are without `self`.
 */
export const SIGNATURES = {
  "ssl.wrap_socket": {
    positional: [
      "sock",
      "keyfile",
      "certfile",
      "server_side",
      "cert_reqs",
      "ssl_version",
      "ca_certs",
      "do_handshake_on_connect",
      "suppress_ragged_eofs",
      "ciphers",
    ],
  },
  /** The constructor that Python 3.7 closed, as far as `ssl.wrap_socket` took the same. */
  "ssl.SSLSocket": {
    positional: [
      "sock",
      "keyfile",
      "certfile",
      "server_side",
      "cert_reqs",
      "ssl_version",
      "ca_certs",
      "do_handshake_on_connect",
    ],
    keywordOnly: ["suppress_ragged_eofs", "ciphers"],
  },
  "ssl.SSLContext": { positional: ["protocol"] },
  "ssl.create_default_context": { positional: ["purpose"], keywordOnly: ["cafile", "capath", "cadata"] },
  "ssl.SSLContext.wrap_socket": {
    positional: [
      "sock",
      "server_side",
      "do_handshake_on_connect",
      "suppress_ragged_eofs",
      "server_hostname",
      "session",
    ],
  },
  "ssl.SSLContext.wrap_bio": {
    positional: ["incoming", "outgoing", "server_side", "server_hostname", "session"],
  },
  "socket.create_connection": {
    positional: ["address", "timeout", "source_address"],
    keywordOnly: ["all_errors"],
  },
  "http.client.HTTPSConnection": {
    positional: ["host", "port", "key_file", "cert_file", "timeout", "source_address"],
    keywordOnly: ["context", "check_hostname", "blocksize"],
  },
  "http.client.HTTPSConnection/2.7": {
    positional: ["host", "port", "key_file", "cert_file", "strict", "timeout", "source_address", "context"],
  },
  "smtplib.SMTP": {
    positional: ["host", "port", "local_hostname", "timeout", "source_address"],
  },
  "smtplib.LMTP": {
    positional: ["host", "port", "local_hostname", "source_address", "timeout"],
  },
  "smtplib.SMTP.starttls": { positional: ["keyfile", "certfile", "context"] },
  "smtplib.SMTP.starttls/2.7": { positional: ["keyfile", "certfile"] },
  "smtplib.SMTP_SSL": {
    positional: [
      "host",
      "port",
      "local_hostname",
      "keyfile",
      "certfile",
      "timeout",
      "source_address",
      "context",
    ],
  },
  "smtplib.SMTP_SSL/2.7": {
    positional: ["host", "port", "local_hostname", "keyfile", "certfile", "timeout"],
  },
  "imaplib.IMAP4_SSL": {
    positional: ["host", "port", "keyfile", "certfile", "ssl_context", "timeout"],
  },
  "imaplib.IMAP4_SSL/2.7": { positional: ["host", "port", "keyfile", "certfile"] },
  "imaplib.IMAP4.starttls": { positional: ["ssl_context"] },
  "poplib.POP3_SSL": {
    positional: ["host", "port", "keyfile", "certfile", "timeout", "context"],
  },
  "poplib.POP3_SSL/2.7": { positional: ["host", "port", "keyfile", "certfile"] },
  "poplib.POP3.stls": { positional: ["context"] },
  "ftplib.FTP_TLS": {
    positional: [
      "host",
      "user",
      "passwd",
      "acct",
      "keyfile",
      "certfile",
      "context",
      "timeout",
      "source_address",
    ],
    keywordOnly: ["encoding"],
  },
  "nntplib.NNTP_SSL": {
    positional: ["host", "port", "user", "password", "ssl_context", "readermode", "usenetrc", "timeout"],
  },
  "nntplib.NNTP.starttls": { positional: ["context"] },
  "urllib.request.urlopen": {
    positional: ["url", "data", "timeout"],
    keywordOnly: ["cafile", "capath", "cadefault", "context"],
  },
  "urllib.request.urlopen/2.7": {
    positional: ["url", "data", "timeout", "cafile", "capath", "cadefault", "context"],
  },
  "ssl._create_unverified_context": {
    positional: ["protocol"],
    keywordOnly: [
      "cert_reqs",
      "check_hostname",
      "purpose",
      "certfile",
      "keyfile",
      "cafile",
      "capath",
      "cadata",
    ],
  },
  "ssl._create_unverified_context/2.7": {
    positional: [
      "protocol",
      "cert_reqs",
      "check_hostname",
      "purpose",
      "certfile",
      "keyfile",
      "cafile",
      "capath",
      "cadata",
    ],
  },
} as const satisfies Record<string, Signature>;

/** The signature of a qualified name for code that must run on `major`; nothing where none is known. */
export function signatureOf(qualified: string, major: number): Signature | undefined {
  const all: Readonly<Record<string, Signature>> = SIGNATURES;
  return (major < 3 ? all[`${qualified}/2.7`] : undefined) ?? all[qualified];
}
