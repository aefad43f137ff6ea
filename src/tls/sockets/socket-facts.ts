import type { HostAnswer } from "./hosts.ts";

/** Which end of the connection a socket is, as far as the file shows. */
export type Role = "client" | "server" | "unknown";

/** What the file shows of the socket that a call wraps. */
export interface SocketFacts {
  readonly role: Role;
  /** It listens: `accept()` makes the sockets that speak. */
  readonly listens: boolean;
  readonly host: HostAnswer;
}
