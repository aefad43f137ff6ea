/** A Python version that code must run on; `minor` alone distinguishes within a major version. */
export interface PythonVersion {
  readonly major: number;
  readonly minor: number;
}

/** The version of a text such as `3.8`, `3`, `3.8.2` or `py38`; nothing where it is none. */
export function parseVersion(text: string): PythonVersion | undefined {
  const match = /^(?:py)?(\d)(?:\.?(\d{1,2}))?(?:\.\d+)?$/.exec(text.trim());
  if (match === null) return undefined;
  return { major: Number(match[1]), minor: match[2] === undefined ? 0 : Number(match[2]) };
}

/** Whether `version` is `major.minor` or newer. */
export function isAtLeast(version: PythonVersion, major: number, minor: number): boolean {
  return version.major > major || (version.major === major && version.minor >= minor);
}

/** `3.8`. */
export function versionText(version: PythonVersion): string {
  return `${version.major}.${version.minor}`;
}
