/** The protocol versions that a context may speak, oldest first. */
export const VERSIONS = ["SSLv2", "SSLv3", "TLSv1", "TLSv1_1", "TLSv1_2", "TLSv1_3"] as const;

export type Version = (typeof VERSIONS)[number];

/** A set of versions, one bit each. */
export type VersionSet = number;

export const NO_VERSION: VersionSet = 0;
export const EVERY_VERSION: VersionSet = (1 << VERSIONS.length) - 1;

export function versionSet(...versions: readonly Version[]): VersionSet {
  return versions.reduce((set, version) => set | (1 << VERSIONS.indexOf(version)), 0);
}

/** What must not be spoken any more: everything older than TLS 1.2. */
export const OBSOLETE: VersionSet = versionSet("SSLv2", "SSLv3", "TLSv1", "TLSv1_1");

/** The versions from `version` on. */
export function from(version: Version): VersionSet {
  return EVERY_VERSION & ~((1 << VERSIONS.indexOf(version)) - 1);
}

/** The versions up to `version`, itself included. */
export function upTo(version: Version): VersionSet {
  return (1 << (VERSIONS.indexOf(version) + 1)) - 1;
}

export function isVersion(name: string): name is Version {
  return (VERSIONS as readonly string[]).includes(name);
}
