import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import type { Instances } from "../instances.ts";

/** The class whose objects have pycurl's options as attributes too. */
export const CURL = "pycurl.Curl";

/**
 * What pycurl verifies the peer and its name by, and those of a proxy for HTTPS: both are on unless they are switched
 * off (measured with PycURL 7.49 and libcurl 8.23; 1 stands for 2 there).
 */
const OPTIONS = ["SSL_VERIFYPEER", "SSL_VERIFYHOST", "PROXY_SSL_VERIFYPEER", "PROXY_SSL_VERIFYHOST"];

/** `curl.setopt(pycurl.SSL_VERIFYPEER, 0)`. */
export interface CurlSetting {
  readonly kind: "setopt";
  readonly node: SyntaxNode;
  readonly value: SyntaxNode;
}

/** Every option of pycurl that says what is verified. */
export function* curlSettings(module: PythonModule, instances: Instances): Generator<CurlSetting> {
  for (const option of OPTIONS) {
    for (const identifier of module.identifiers(option)) {
      const named = identifier.parent?.type === "attribute" ? identifier.parent : identifier;
      const node = named.parent?.parent;
      const [given, value] = named.parent?.named ?? [];
      if (given !== named || value === undefined || node?.type !== "call") continue;
      if (node.field("function")?.field("attribute")?.text !== "setopt") continue;
      if (isOfPycurl(module, named, option, instances)) yield { kind: "setopt", node, value };
    }
  }
}

function isOfPycurl(module: PythonModule, named: SyntaxNode, option: string, instances: Instances): boolean {
  if (module.names.is(named, `pycurl.${option}`)) return true;
  const object = named.field("object");
  const classes = object === undefined ? [] : (instances.of(object)?.classes ?? []);
  return classes.length > 0 && classes.every((name) => name === CURL);
}
