import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of a throw-away authority: `<name>.pem` and `<name>.key` for each certificate, and `ca.pem`. */
export interface Certificates {
  readonly folder: string;
  path(file: string): string;
}

interface Leaf {
  readonly name: string;
  readonly subject: string;
  readonly extensions: readonly string[];
  readonly dates?: readonly [start: string, end: string];
  readonly issuer?: string;
}

const leafExtensions = (usage: string, san: string | undefined): readonly string[] => [
  "basicConstraints=critical,CA:FALSE",
  "keyUsage=critical,digitalSignature,keyEncipherment",
  `extendedKeyUsage=${usage}`,
  "subjectKeyIdentifier=hash",
  "authorityKeyIdentifier=keyid",
  ...(san === undefined ? [] : [`subjectAltName=${san}`]),
];

/** Strict enough for Python 3.13, which asks for all of these of an authority. */
const authorityExtensions = [
  "basicConstraints=critical,CA:TRUE",
  "keyUsage=critical,keyCertSign,cRLSign",
  "subjectKeyIdentifier=hash",
];

const localhost = "DNS:localhost,IP:127.0.0.1";
const server = leafExtensions("serverAuth", localhost);

const leaves: readonly Leaf[] = [
  { name: "good", subject: "localhost", extensions: server },
  {
    name: "expired",
    subject: "localhost",
    extensions: server,
    dates: ["20200101000000Z", "20210101000000Z"],
  },
  {
    name: "wronghost",
    subject: "wrong.example",
    extensions: leafExtensions("serverAuth", "DNS:wrong.example"),
  },
  { name: "cnonly", subject: "localhost", extensions: leafExtensions("serverAuth", undefined) },
  { name: "client", subject: "client", extensions: leafExtensions("clientAuth", undefined) },
  {
    name: "intermediate",
    subject: "tlsfix lab intermediate",
    extensions: [...authorityExtensions, "authorityKeyIdentifier=keyid"],
  },
  { name: "chained", subject: "localhost", extensions: server, issuer: "intermediate" },
];

const configuration = (folder: string): string => `
[req]
distinguished_name = name
[name]
[ca]
default_ca = lab
[lab]
database = ${folder}/index.txt
new_certs_dir = ${folder}
serial = ${folder}/serial
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
`;

/** Whether the `openssl` command, which makes the certificates, is on this machine. */
export function canMakeCertificates(): boolean {
  try {
    execFileSync("openssl", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Makes the authority and every certificate in `folder`, valid for two days. Needs no network. */
export function makeCertificates(folder: string): Certificates {
  mkdirSync(folder, { recursive: true });
  const path = (file: string): string => join(folder, file);
  const run = (args: readonly string[]): void => {
    execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  };
  writeFileSync(path("index.txt"), "");
  writeFileSync(path("serial"), "1000\n");
  writeFileSync(path("openssl.cnf"), configuration(folder));
  selfSign(run, path, "ca", "tlsfix lab authority", authorityExtensions);
  selfSign(run, path, "selfsigned", "localhost", server.filter(hasNoIssuer));
  for (const leaf of leaves) issue(run, path, leaf);
  for (const name of ["good", "client"]) {
    writeFileSync(path(`${name}-with-key.pem`), text(path(`${name}.key`)) + text(path(`${name}.pem`)));
  }
  mkdirSync(path("empty"), { recursive: true });
  return { folder, path };
}

const text = (path: string): string => readFileSync(path, "utf8");
const hasNoIssuer = (extension: string): boolean => !extension.startsWith("authorityKeyIdentifier");

type Run = (args: readonly string[]) => void;
type PathOf = (file: string) => string;

function selfSign(run: Run, path: PathOf, name: string, subject: string, added: readonly string[]): void {
  run([
    ...["req", "-x509", "-config", "openssl.cnf", "-newkey", "rsa:2048", "-nodes", "-days", "2"],
    ...["-subj", `/CN=${subject}`, "-keyout", path(`${name}.key`), "-out", path(`${name}.pem`)],
    ...added.flatMap((extension) => ["-addext", extension]),
  ]);
}

function issue(run: Run, path: PathOf, leaf: Leaf): void {
  const issuer = leaf.issuer ?? "ca";
  writeFileSync(path(`${leaf.name}.ext`), `${leaf.extensions.join("\n")}\n`);
  run([
    ...["req", "-new", "-config", "openssl.cnf", "-newkey", "rsa:2048", "-nodes"],
    ...[
      "-subj",
      `/CN=${leaf.subject}`,
      "-keyout",
      path(`${leaf.name}.key`),
      "-out",
      path(`${leaf.name}.csr`),
    ],
  ]);
  const validity = leaf.dates ? ["-startdate", leaf.dates[0], "-enddate", leaf.dates[1]] : ["-days", "2"];
  run([
    ...["ca", "-batch", "-notext", "-config", "openssl.cnf", "-extfile", path(`${leaf.name}.ext`)],
    ...["-cert", path(`${issuer}.pem`), "-keyfile", path(`${issuer}.key`), ...validity],
    ...["-in", path(`${leaf.name}.csr`), "-out", path(`${leaf.name}.pem`)],
  ]);
}
