/** A class or method of the standard library that speaks TLS as a client, and how it takes a context. */
export interface Client {
  /** The canonical qualified name. */
  readonly name: string;
  readonly context: "context" | "ssl_context";
  /** The parameters that Python 3.12 removed, private key and certificate. */
  readonly key?: string;
  readonly certificate?: string;
  /** Whether it verifies when it is given no context; the mail, news and FTP clients do not. */
  readonly verifies: boolean;
  /** Whether the class or method of Python 2.7 takes a context. */
  readonly isIn27: boolean;
}

const KEYS = { key: "keyfile", certificate: "certfile" } as const;

/** Measured on CPython 2.7 and 3.6 to 3.13. */
const ALL: readonly Client[] = [
  {
    name: "http.client.HTTPSConnection",
    context: "context",
    key: "key_file",
    certificate: "cert_file",
    verifies: true,
    isIn27: true,
  },
  { name: "smtplib.SMTP_SSL", context: "context", ...KEYS, verifies: false, isIn27: false },
  { name: "smtplib.SMTP.starttls", context: "context", ...KEYS, verifies: false, isIn27: false },
  { name: "imaplib.IMAP4_SSL", context: "ssl_context", ...KEYS, verifies: false, isIn27: false },
  { name: "imaplib.IMAP4.starttls", context: "ssl_context", verifies: false, isIn27: false },
  { name: "poplib.POP3_SSL", context: "context", ...KEYS, verifies: false, isIn27: false },
  { name: "poplib.POP3.stls", context: "context", verifies: false, isIn27: false },
  { name: "ftplib.FTP_TLS", context: "context", ...KEYS, verifies: false, isIn27: true },
  { name: "nntplib.NNTP_SSL", context: "ssl_context", verifies: false, isIn27: false },
  { name: "nntplib.NNTP.starttls", context: "context", verifies: false, isIn27: false },
];

const BY_NAME = new Map(ALL.map((client) => [client.name, client]));

/** What is known of a client by its qualified name. */
export function clientNamed(name: string): Client | undefined {
  return BY_NAME.get(name);
}

/** The classes whose constructor speaks TLS without verifying, unless it is given a context. */
export const UNVERIFIED_CLASSES: readonly string[] = ALL.filter(
  ({ name, verifies }) => !verifies && isConstructor(name),
).map(({ name }) => name);

/** The classes whose constructor took a key and a certificate until Python 3.11. */
export const CERTIFICATE_CLASSES: readonly string[] = ALL.filter(
  ({ name, certificate }) => certificate !== undefined && isConstructor(name),
).map(({ name }) => name);

function isConstructor(name: string): boolean {
  return /\.[A-Z]\w*$/.test(name);
}

/** The methods that start TLS on a connection, by the classes that have them. */
const STARTERS: ReadonlyMap<string, string> = new Map([
  ["smtplib.SMTP", "smtplib.SMTP.starttls"],
  ["smtplib.SMTP_SSL", "smtplib.SMTP.starttls"],
  ["smtplib.LMTP", "smtplib.SMTP.starttls"],
  ["imaplib.IMAP4", "imaplib.IMAP4.starttls"],
  ["imaplib.IMAP4_SSL", "imaplib.IMAP4.starttls"],
  ["imaplib.IMAP4_stream", "imaplib.IMAP4.starttls"],
  ["poplib.POP3", "poplib.POP3.stls"],
  ["poplib.POP3_SSL", "poplib.POP3.stls"],
  ["nntplib.NNTP", "nntplib.NNTP.starttls"],
  ["nntplib.NNTP_SSL", "nntplib.NNTP.starttls"],
]);

/** The classes that have a method to start TLS with. */
export const STARTING_CLASSES: ReadonlySet<string> = new Set(STARTERS.keys());

/** The qualified name of `method` where it is the one that starts TLS on an object of the class. */
export function starterOf(className: string, method: string): string | undefined {
  const starter = STARTERS.get(className);
  return starter?.endsWith(`.${method}`) === true ? starter : undefined;
}

/** The names of the methods that start TLS. */
export const STARTER_WORDS: readonly string[] = ["starttls", "stls"];
