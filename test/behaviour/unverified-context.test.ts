import { behaviourSuite } from "./suite.ts";

behaviourSuite("unverified-context", { newestBefore: "3.13", oldestAfter: "3.8" });
