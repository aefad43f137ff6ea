import { relative, sep } from "node:path";

/** A file to be checked. */
export interface FoundFile {
  /** As it is shown: relative to the working folder where it is inside, with forward slashes. */
  readonly path: string;
  readonly absolute: string;
  /** The folder that a link may not lead out of when it is written through. */
  readonly root: string;
  /** It is no regular file: what it gives can be read once only. */
  readonly isStream?: boolean;
}

/** What the files of a folder have in common. */
export interface FoundFolder {
  /** What an absolute path starts with that is inside. */
  readonly inside: string;
  /** The same of a path as it is shown. */
  readonly shownInside: string;
  readonly root: string;
}

/** A file that a walk has met. There may be very many, so each holds no more than its name, and makes its paths anew. */
export class WalkedFile implements FoundFile {
  readonly folder: FoundFolder;
  readonly name: string;
  /** Which of all files of the walk it is, from 0. */
  readonly number: number;

  constructor(folder: FoundFolder, name: string, number: number) {
    this.folder = folder;
    this.name = name;
    this.number = number;
  }

  get path(): string {
    return this.folder.shownInside + this.name;
  }

  get absolute(): string {
    return this.folder.inside + this.name;
  }

  get root(): string {
    return this.folder.root;
  }

  get isStream(): boolean {
    return false;
  }
}

/** One that can be read once only. */
export class WalkedStream extends WalkedFile {
  override get isStream(): boolean {
    return true;
  }
}

/** A file as it can be told to another thread. */
export function plainFile({ path, absolute, root, isStream }: FoundFile): FoundFile {
  return { path, absolute, root, ...(isStream === true ? { isStream } : {}) };
}

/** How a path is shown: relative to the working folder where it is inside, with forward slashes. */
export function shownPath(absolute: string, cwd: string): string {
  const path = relative(cwd, absolute);
  const isInside = path !== ".." && !path.startsWith(`..${sep}`);
  return (isInside ? path || "." : absolute).split(sep).join("/");
}

/** A folder as what is in it starts with. */
export function withSlash(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}
