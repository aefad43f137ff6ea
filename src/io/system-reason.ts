/** What the system says of a failed call, in words. */
export function systemReason(error: unknown): string {
  if (!(error instanceof Error) || !("code" in error)) throw error;
  const known: Readonly<Record<string, string>> = {
    EACCES: "permission denied",
    EPERM: "operation not permitted",
    EISDIR: "it is a folder",
    ELOOP: "it is a link to itself",
    ENOENT: "it does not exist",
    ENOSPC: "no space is left",
    EROFS: "the file system is read-only",
  };
  return known[String(error.code)] ?? error.message;
}
