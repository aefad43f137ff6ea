import type { Factory } from "../model/context-life.ts";
import {
  bareContext,
  type ContextState,
  type ContextStates,
  defaultContext,
  outOfView,
  privateContext,
  pyOpenSslContext,
} from "../model/context-state.ts";
import { asProtocol, verifyModeOf } from "../model/plain-values.ts";
import {
  type Given,
  type Protocol,
  UNKNOWN,
  type Value,
  type Values,
  type VerifyMode,
} from "../model/values.ts";

const PLAIN: Value = { kind: "protocol", protocol: "TLS" };

/** What a factory makes of its arguments: the protocols that they may name, and the states that result. */
export function initialStates(
  factory: Factory,
  givens: readonly Given[],
): { readonly protocols: Values; readonly states: ContextStates } {
  switch (factory) {
    case "ssl.SSLContext": {
      const given = argument(givens, "protocol") ?? [PLAIN];
      // `SSLContext(None)` is `SSLContext()` since 3.10; before, it raises.
      const protocols = given.map((value) => (value.kind === "none" ? PLAIN : (asProtocol(value) ?? value)));
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
    case "urllib3.util.ssl_.create_urllib3_context":
      return urllib3States(givens);
    default:
      return { protocols: [PLAIN], states: [privateContext()] };
  }
}

/**
 * `create_urllib3_context(ssl_version=None, cert_reqs=None, options=None, …)`: it negotiates unless told otherwise,
 * and verifies; urllib3 itself compares the host name. Since 2.0 it sets a minimum, and takes one (its source).
 */
function urllib3States(givens: readonly Given[]): {
  readonly protocols: Values;
  readonly states: ContextStates;
} {
  const given = argument(givens, "ssl_version") ?? [PLAIN];
  const protocols = given.map((value) => (value.kind === "none" ? PLAIN : value));
  const modes =
    named(givens, "cert_reqs") ?? givens.filter(({ keyword }) => keyword === undefined)[1]?.values;
  const hasLimits = ["ssl_minimum_version", "ssl_maximum_version", "options"].some((name) =>
    named(givens, name),
  );
  const states = protocols.map(withProtocol(bareContext)).flatMap((state) => {
    const made = { ...state, checkHostname: "unknown", hasTrust: "unknown" } as const;
    const limited = hasLimits || givens.length > 2 ? outOfView(made) : made;
    return (modes ?? [undefined]).map((mode): ContextState => ({ ...limited, verifyMode: modeOf(mode) }));
  });
  return { protocols, states };
}

function modeOf(value: Value | undefined): VerifyMode | "unknown" {
  if (value === undefined || value.kind === "none") return "CERT_REQUIRED";
  return verifyModeOf(value);
}

function named(givens: readonly Given[], name: string): Values | undefined {
  return givens.find(({ keyword }) => keyword === name)?.values;
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
