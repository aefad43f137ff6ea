import type { ImportNeed } from "../../core/fix.ts";
import type { PythonModule } from "../../python/module.ts";
import type { SyntaxNode } from "../../python/node.ts";
import { isAtLeast } from "../../python/version.ts";
import {
  NO_VERSION,
  OBSOLETE,
  VERSIONS,
  type Version,
  type VersionSet,
  versionSet,
} from "../model/versions.ts";

/** Writes statements that limit what a context speaks, for one place of a module. */
export class Limits {
  readonly #module: PythonModule;
  readonly #at: SyntaxNode;
  readonly #like: SyntaxNode | undefined;
  readonly #needs = new Map<string, ImportNeed>();

  /** `like` is an expression of `ssl` there whose spelling is followed. */
  constructor(module: PythonModule, at: SyntaxNode, like?: SyntaxNode) {
    this.#module = module;
    this.#at = at;
    this.#like = like;
  }

  /** The imports that what was written needs. */
  get imports(): readonly ImportNeed[] {
    return [...this.#needs.values()];
  }

  /** How a member of `ssl` is spelt here. */
  spell(member: string): string {
    const { text, need } = this.#module.names.spell("ssl", member, this.#at, this.#like);
    if (need !== undefined) this.#needs.set(need.name, need);
    return text;
  }

  /** Whether every Python of the target has `minimum_version`. */
  get hasVersions(): boolean {
    return isAtLeast(this.#module.target, 3, 7);
  }

  version(version: Version): string {
    return `${this.spell("TLSVersion")}.${version}`;
  }

  /** The protocol that negotiates, in both roles. */
  get negotiating(): string {
    return this.spell(isAtLeast(this.#module.target, 3, 6) ? "PROTOCOL_TLS" : "PROTOCOL_SSLv23");
  }

  /**
   * Nothing older than TLS 1.2; without `TLSVersion` (before 3.7) the old versions go one by one, those left out that
   * the code switches off itself.
   */
  floor(name: string, isBare: boolean, isOff: VersionSet = NO_VERSION): string {
    if (this.hasVersions) return `${name}.minimum_version = ${this.version("TLSv1_2")}`;
    // Before 3.6 a bare SSLContext did not switch SSLv2 and SSLv3 off by itself everywhere.
    const all = isBare && !isAtLeast(this.#module.target, 3, 6);
    const wanted = OBSOLETE & ~isOff;
    const old = VERSIONS.filter((v) => (wanted & versionSet(v)) !== 0 && (all || v.startsWith("TLS")));
    return `${name}.options |= ${old.map((v) => this.spell(`OP_NO_${v}`)).join(" | ")}`;
  }
}
