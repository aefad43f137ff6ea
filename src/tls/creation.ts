import type { Given } from "./calls.ts";
import type { Factory } from "./context-life.ts";
import {
  bareContext,
  type ContextState,
  type ContextStates,
  defaultContext,
  privateContext,
  pyOpenSslContext,
} from "./context-state.ts";
import { type Protocol, UNKNOWN, type Value, type Values } from "./values.ts";

const PLAIN: Value = { kind: "protocol", protocol: "TLS" };

/** What a factory makes of its arguments: the protocols that they may name, and the states that result. */
export function initialStates(
  factory: Factory,
  givens: readonly Given[],
): { readonly protocols: Values; readonly states: ContextStates } {
  switch (factory) {
    case "ssl.SSLContext": {
      const protocols = argument(givens, "protocol") ?? [PLAIN];
      return { protocols, states: protocols.map(withProtocol(bareContext)) };
    }
    case "OpenSSL.SSL.Context": {
      const protocols = argument(givens, "method") ?? UNKNOWN;
      return { protocols, states: protocols.map(withProtocol(pyOpenSslContext)) };
    }
    case "ssl.create_default_context": {
      const purposes = argument(givens, "purpose");
      return { protocols: [PLAIN], states: (purposes ?? [undefined]).map(withPurpose) };
    }
    default:
      return { protocols: [PLAIN], states: [privateContext()] };
  }
}

function withProtocol(make: (protocol: Protocol | "unknown") => ContextState) {
  return (value: Value): ContextState => make(value.kind === "protocol" ? value.protocol : "unknown");
}

function withPurpose(value: Value | undefined): ContextState {
  if (value === undefined) return defaultContext("SERVER_AUTH");
  const name = value.kind === "qualified" ? value.name : "";
  if (name === "ssl.Purpose.SERVER_AUTH") return defaultContext("SERVER_AUTH");
  return defaultContext(name === "ssl.Purpose.CLIENT_AUTH" ? "CLIENT_AUTH" : "unknown");
}

/** The first parameter, by position or by name; not known where `*args` or `**options` may give it. */
function argument(givens: readonly Given[], name: string): Values | undefined {
  const given = givens.find((one) => !one.isSplat && (one.keyword === name || one.keyword === undefined));
  if (given !== undefined) return given.values;
  return givens.some((one) => one.isSplat) ? UNKNOWN : undefined;
}
