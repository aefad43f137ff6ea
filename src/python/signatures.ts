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
} as const satisfies Record<string, Signature>;
