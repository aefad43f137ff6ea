import { behaviourSuite } from "./suite.ts";

behaviourSuite("https-connection-without-context", { newestBefore: "3.13", oldestAfter: "3.8" });
