import { isUtf8 } from "node:buffer";
import { createRequire } from "node:module";
import type * as Iconv from "iconv-lite";
import { findEncoding } from "./python-encodings.ts";

/** A file's text and the way back to bytes. */
export interface DecodedSource {
  readonly kind: "text";
  /** A byte order mark, where there is one, is the first character. */
  readonly text: string;
  /** The encoding by iconv-lite's name. */
  readonly encoding: string;
}

/** Why a file's bytes are no Python source that can be read and written back. */
export interface RefusedSource {
  readonly kind: "refused";
  readonly reason: string;
  readonly line?: number;
}

/** Where the build puts the tables of encodings: half a megabyte that few runs need. */
declare const TLSFIX_ICONV: string | undefined;
const ICONV = typeof TLSFIX_ICONV === "string" ? TLSFIX_ICONV : "iconv-lite";

let loaded: typeof Iconv | undefined;

function iconv(): typeof Iconv {
  loaded ??= createRequire(import.meta.url)(ICONV) as typeof Iconv;
  return loaded;
}

const NEWLINE = 0x0a;
const LONE_SURROGATE = /\p{Surrogate}/u;
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const DECLARATION = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/;
const BLANK_OR_COMMENT = /^[ \t\f]*(?:#.*)?$/;

/**
 * The text of Python source, decoded as Python does it: by byte order mark, by PEP 263 declaration, else UTF-8.
 * Refused is what Python refuses, and what would not come back byte for byte when it is written.
 */
export function decodeSource(bytes: Buffer): DecodedSource | RefusedSource {
  const nul = bytes.indexOf(0);
  if (nul >= 0) return refuse("has a NUL byte, which Python rejects", lineOf(bytes, nul));
  const chosen = chooseEncoding(bytes);
  if ("kind" in chosen) return chosen;
  if (chosen.iconv === "utf8") return decodeUtf8(bytes, chosen.declared);
  const text = iconv().decode(bytes, chosen.iconv, { stripBOM: false });
  if (encodeSource(text, chosen.iconv)?.equals(bytes) === true) {
    return { kind: "text", text, encoding: chosen.iconv };
  }
  return refuse(`has bytes that ${chosen.declared}, the encoding it declares, cannot read and write back`);
}

/** The bytes of `text`, or `undefined` where the encoding has no way to write it. */
export function encodeSource(text: string, encoding: string): Buffer | undefined {
  if (encoding === "utf8") return LONE_SURROGATE.test(text) ? undefined : Buffer.from(text, "utf8");
  const bytes = iconv().encode(text, encoding, { addBOM: false });
  return iconv().decode(bytes, encoding, { stripBOM: false }) === text ? bytes : undefined;
}

interface ChosenEncoding {
  readonly iconv: string;
  readonly declared: string | undefined;
}

function chooseEncoding(bytes: Buffer): ChosenEncoding | RefusedSource {
  const hasMark = bytes.subarray(0, 3).equals(UTF8_MARK);
  const declaration = findDeclaration(hasMark ? bytes.subarray(3) : bytes);
  if (declaration === undefined) return { iconv: "utf8", declared: undefined };
  const { name, line } = declaration;
  const found = findEncoding(name);
  if (found.kind === "unknown")
    return refuse(`declares the encoding ${name}, which Python does not know`, line);
  if (found.kind === "unreadable") {
    return refuse(`declares the encoding ${name}, which Python knows but tlsfix cannot read`, line);
  }
  if (hasMark && found.iconv !== "utf8") {
    return refuse(
      `declares the encoding ${name} but starts with a UTF-8 byte order mark: Python rejects it`,
      line,
    );
  }
  return { iconv: found.iconv, declared: name };
}

/** The declaration stands on the first line, or on the second where the first is blank or a comment. */
function findDeclaration(bytes: Buffer): { readonly name: string; readonly line: number } | undefined {
  const [first = "", second = ""] = firstLines(bytes);
  const name = DECLARATION.exec(first)?.[1];
  if (name !== undefined) return { name, line: 1 };
  if (!BLANK_OR_COMMENT.test(first)) return undefined;
  const later = DECLARATION.exec(second)?.[1];
  return later === undefined ? undefined : { name: later, line: 2 };
}

function firstLines(bytes: Buffer): readonly string[] {
  const end = bytes.indexOf(NEWLINE, bytes.indexOf(NEWLINE) + 1);
  const head = bytes.toString("latin1", 0, end < 0 ? bytes.length : end);
  return head.split(/\r\n|\r|\n/, 2);
}

function decodeUtf8(bytes: Buffer, declared: string | undefined): DecodedSource | RefusedSource {
  if (isUtf8(bytes)) return { kind: "text", text: bytes.toString("utf8"), encoding: "utf8" };
  const offset = firstInvalidLine(bytes);
  const reason =
    declared === undefined ? "is not UTF-8 and declares no encoding" : `is not the ${declared} it declares`;
  return refuse(`${reason}: Python rejects it`, lineOf(bytes, offset));
}

function firstInvalidLine(bytes: Buffer): number {
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline;
    if (!isUtf8(bytes.subarray(start, end))) return start;
    start = end + 1;
  }
  return 0;
}

function lineOf(bytes: Buffer, offset: number): number {
  let line = 1;
  for (let at = bytes.indexOf(NEWLINE); at >= 0 && at < offset; at = bytes.indexOf(NEWLINE, at + 1))
    line += 1;
  return line;
}

function refuse(reason: string, line?: number): RefusedSource {
  return { kind: "refused", reason, ...(line === undefined ? {} : { line }) };
}
