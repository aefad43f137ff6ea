import { behaviourSuite } from "./suite.ts";

behaviourSuite("client-without-context", { newestBefore: "3.13", oldestAfter: "3.8" });
