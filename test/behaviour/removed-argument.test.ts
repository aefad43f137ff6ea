import { behaviourSuite } from "./suite.ts";

behaviourSuite("removed-argument", { newestBefore: "3.11", oldestAfter: "3.8" });
