declare const TLSFIX_VERSION: string | undefined;

/** The version of the package; the build puts it in. */
export const VERSION = typeof TLSFIX_VERSION === "string" ? TLSFIX_VERSION : "0.0.0-source";
