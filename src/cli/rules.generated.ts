// Made by scripts/generate.mjs from the files of transforms/.

import clientWithoutContext from "../../transforms/client-without-context.ts";
import contextWithoutMinimumVersion from "../../transforms/context-without-minimum-version.ts";
import deprecatedProtocolOptions from "../../transforms/deprecated-protocol-options.ts";
import disabledVerification from "../../transforms/disabled-verification.ts";
import httpsConnectionWithoutContext from "../../transforms/https-connection-without-context.ts";
import legacyProtocol from "../../transforms/legacy-protocol.ts";
import pyopensslLegacyMethod from "../../transforms/pyopenssl-legacy-method.ts";
import pyopensslUnverified from "../../transforms/pyopenssl-unverified.ts";
import pyopensslWithoutMinimumVersion from "../../transforms/pyopenssl-without-minimum-version.ts";
import removedArgument from "../../transforms/removed-argument.ts";
import removedFunction from "../../transforms/removed-function.ts";
import unverifiedContext from "../../transforms/unverified-context.ts";
import unverifiedRequest from "../../transforms/unverified-request.ts";
import wrapSocket from "../../transforms/wrap-socket.ts";
import type { Rule } from "../core/rule.ts";
import type { PythonModule } from "../python/module.ts";

/** Every rule, by id. */
export const rules: readonly Rule<PythonModule>[] = [
  clientWithoutContext,
  contextWithoutMinimumVersion,
  deprecatedProtocolOptions,
  disabledVerification,
  httpsConnectionWithoutContext,
  legacyProtocol,
  pyopensslLegacyMethod,
  pyopensslUnverified,
  pyopensslWithoutMinimumVersion,
  removedArgument,
  removedFunction,
  unverifiedContext,
  unverifiedRequest,
  wrapSocket,
];
