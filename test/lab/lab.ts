import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Certificates, canMakeCertificates, makeCertificates } from "./certificates.ts";
import { type Job, type Peer, type Result, runJobs } from "./driver.ts";
import { type Interpreter, interpreters } from "./interpreters.ts";
import { type Servers, startServers } from "./servers.ts";

/** A program to run against one scenario; `settings` are environment variables of its own. */
export interface Trial {
  readonly id: string;
  readonly program: string;
  readonly role: "client" | "server";
  /** What both ends talk: `echo`, `https`, `upgrade` ... */
  readonly talk: string;
  /** For a client the variant of the server, for a server the name of the peer. */
  readonly scenario: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Whether to record what contexts are like where they connect. */
  readonly record?: boolean;
}

export interface Lab {
  readonly folder: string;
  readonly certificates: Certificates;
  run(interpreter: Interpreter, trials: readonly Trial[]): Promise<ReadonlyMap<string, Result>>;
  stop(): void;
}

/** In seconds, for one program. */
const timeout = 10;

/** Why the laboratory cannot work on this machine, if it cannot. */
export function whyNoLab(): string | undefined {
  if (interpreters().length === 0) return "no CPython was found";
  return canMakeCertificates() ? undefined : "there is no openssl command to make certificates with";
}

/** Makes the certificates and starts the servers, on the newest CPython. */
export async function startLab(): Promise<Lab> {
  const folder = mkdtempSync(join(tmpdir(), "tlsfix-lab-"));
  const certificates = makeCertificates(join(folder, "certificates"));
  const newest = interpreters().at(-1);
  if (!newest) throw new Error(whyNoLab());
  const servers = await startServers(newest, certificates.folder);
  const world = { certificates, servers };
  return {
    folder,
    certificates,
    run: (interpreter, trials) =>
      runJobs(
        interpreter,
        trials.map((trial) => jobOf(world, trial)),
      ),
    stop: () => {
      servers.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface World {
  readonly certificates: Certificates;
  readonly servers: Servers;
}

function jobOf(world: World, trial: Trial): Job {
  const { id, program, record = false } = trial;
  const job = { id, program, env: environmentOf(world, trial), timeout, record };
  return trial.role === "client" ? job : { ...job, peer: peerOf(world.certificates, trial) };
}

function environmentOf({ certificates, servers }: World, trial: Trial): Readonly<Record<string, string>> {
  const mine = trial.role === "client" ? "client" : "good";
  return {
    HOST: trial.role === "client" ? "localhost" : "127.0.0.1",
    PORT: trial.role === "client" ? String(servers.port(`${trial.talk}/${trial.scenario}`)) : "0",
    PROXY_PORT: String(servers.port("proxy")),
    CA: certificates.path("ca.pem"),
    CERT: certificates.path(`${mine}.pem`),
    KEY: certificates.path(`${mine}.key`),
    COMBINED: certificates.path(`${mine}-with-key.pem`),
    CHAINED_CERT: certificates.path("chained.pem"),
    CHAINED_KEY: certificates.path("chained.key"),
    INTERMEDIATE: certificates.path("intermediate.pem"),
    SSL_CERT_FILE: certificates.path("ca.pem"),
    SSL_CERT_DIR: certificates.path("empty"),
    ...trial.settings,
  };
}

function peerOf(certificates: Certificates, { scenario, talk }: Trial): Peer {
  const peer = { ca: certificates.path("ca.pem"), host: "localhost", talk };
  const shown = peerCertificates[scenario];
  const version = peerVersions[scenario];
  if (version !== undefined) return { ...peer, version };
  if (shown === undefined) return peer;
  return { ...peer, cert: certificates.path(`${shown}.pem`), key: certificates.path(`${shown}.key`) };
}

/** The certificate that a peer shows: one that the authority issued, one that nobody did; the others show none. */
const peerCertificates: Readonly<Record<string, string>> = { known: "client", foreign: "selfsigned" };

/** The peers that speak one version only. */
const peerVersions: Readonly<Record<string, string>> = { tls11: "TLSv1_1", tls12: "TLSv1_2" };
