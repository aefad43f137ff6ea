import { behaviourSuite } from "./suite.ts";

behaviourSuite("removed-function", { newestBefore: "3.11", oldestAfter: "3.8" });
