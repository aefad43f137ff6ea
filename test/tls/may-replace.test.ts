import { describe, expect, it } from "vitest";
import { mayReplaceFunction } from "../../src/tls/wrap-socket/may-replace.ts";

describe("mayReplaceFunction", () => {
  it.each([
    "ssl.wrap_socket = pinned",
    "ssl.wrap_socket: object = pinned",
    "ssl.wrap_socket, old = pinned, ssl.wrap_socket",
    "old, ssl.wrap_socket = ssl.wrap_socket, pinned",
    "(ssl.wrap_socket,\n old) = pinned, None",
    "[ssl.wrap_socket, old] = pinned, None",
    "(ssl.wrap_socket, old), other = both",
    "ssl.wrap_socket, table[f(1, key=2)] = pinned, None",
    "for ssl.wrap_socket, _ in choices:\n    pass",
    "for (ssl.wrap_socket, _) in choices:\n    pass",
    'setattr(ssl, "wrap_socket", pinned)',
    "f(ssl.wrap_socket, a)\nssl.wrap_socket = pinned",
    "ssl.wrap_socket, \\\n old = pinned, None",
  ])("is true of %j", (text) => {
    expect(mayReplaceFunction(text)).toBe(true);
  });

  it.each([
    "partial(ssl.wrap_socket, certfile=path)",
    "self.assertRaises(ValueError, ssl.wrap_socket, sock,\n    server_side=True)",
    "Thread(target=ssl.wrap_socket, args=(s,))",
    "x = ssl.wrap_socket(s)",
    "ssl.wrap_socket == other",
  ])("is false of %j", (text) => {
    expect(mayReplaceFunction(text)).toBe(false);
  });
});
