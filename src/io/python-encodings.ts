/**
 * The encodings that Python takes in a PEP 263 declaration, as its own codec registry lists them (CPython 3.13,
 * `encodings.aliases`): by the name under which iconv-lite knows each, all names that Python has for it. Only
 * those in which every ASCII byte stands for itself; a declaration can be read in no other.
 */
const READABLE: Readonly<Record<string, string>> = {
  utf8: "cp65001 u8 utf utf8 utf8_ucs2 utf8_ucs4 utf_8 utf_8_sig",
  ascii:
    "646 ansi_x3.4_1968 ansi_x3.4_1986 ansi_x3_4_1968 ascii cp367 csascii ibm367 iso646_us iso_646.irv_1991 iso_ir_6 us us_ascii",
  big5: "big5 big5_tw csbig5 x_mac_trad_chinese",
  big5hkscs: "big5_hkscs big5hkscs hkscs",
  cp1125: "1125 cp1125 cp866u ibm1125 ruscii",
  cp1250: "1250 cp1250 windows_1250",
  cp1251: "1251 cp1251 windows_1251",
  cp1252: "1252 cp1252 windows_1252",
  cp1253: "1253 cp1253 windows_1253",
  cp1254: "1254 cp1254 windows_1254",
  cp1255: "1255 cp1255 windows_1255",
  cp1256: "1256 cp1256 windows_1256",
  cp1257: "1257 cp1257 windows_1257",
  cp1258: "1258 cp1258 windows_1258",
  cp437: "437 cp437 cspc8codepage437 ibm437",
  cp720: "cp720",
  cp737: "cp737",
  cp775: "775 cp775 cspc775baltic ibm775",
  cp850: "850 cp850 cspc850multilingual ibm850",
  cp852: "852 cp852 cspcp852 ibm852",
  cp855: "855 cp855 csibm855 ibm855",
  cp856: "cp856",
  cp857: "857 cp857 csibm857 ibm857",
  cp858: "858 cp858 csibm858 ibm858",
  cp860: "860 cp860 csibm860 ibm860",
  cp861: "861 cp861 cp_is csibm861 ibm861",
  cp862: "862 cp862 cspc862latinhebrew ibm862",
  cp863: "863 cp863 csibm863 ibm863",
  cp865: "865 cp865 csibm865 ibm865",
  cp866: "866 cp866 csibm866 ibm866",
  cp869: "869 cp869 cp_gr csibm869 ibm869",
  cp874: "cp874",
  cp932: "932 cp932 ms932 ms_kanji mskanji windows_31j",
  cp949: "949 cp949 ms949 uhc",
  cp950: "950 cp950 ms950",
  euc_jp: "euc_jp eucjp u_jis ujis",
  euc_kr: "euc_kr euckr korean ks_c_5601 ks_c_5601_1987 ks_x_1001 ksc5601 ksx1001 x_mac_korean",
  gb18030: "gb18030 gb18030_2000",
  gb2312:
    "chinese csiso58gb231280 euc_cn euccn eucgb2312_cn gb2312 gb2312_1980 gb2312_80 iso_ir_58 x_mac_simp_chinese",
  gbk: "936 cp936 gbk ms936",
  hp_roman8: "cp1051 csHPRoman8 hp_roman8 ibm1051 r8 roman8",
  iso8859_1: "iso8859_1",
  iso8859_10: "csisolatin6 iso8859_10 iso_8859_10 iso_8859_10_1992 iso_ir_157 l6 latin6",
  iso8859_11: "iso8859_11 iso_8859_11 iso_8859_11_2001 thai",
  iso8859_13: "iso8859_13 iso_8859_13 l7 latin7",
  iso8859_14: "iso8859_14 iso_8859_14 iso_8859_14_1998 iso_celtic iso_ir_199 l8 latin8",
  iso8859_15: "iso8859_15 iso_8859_15 l9 latin9",
  iso8859_16: "iso8859_16 iso_8859_16 iso_8859_16_2001 iso_ir_226 l10 latin10",
  iso8859_2: "csisolatin2 iso8859_2 iso_8859_2 iso_8859_2_1987 iso_ir_101 l2 latin2",
  iso8859_3: "csisolatin3 iso8859_3 iso_8859_3 iso_8859_3_1988 iso_ir_109 l3 latin3",
  iso8859_4: "csisolatin4 iso8859_4 iso_8859_4 iso_8859_4_1988 iso_ir_110 l4 latin4",
  iso8859_5: "csisolatincyrillic cyrillic iso8859_5 iso_8859_5 iso_8859_5_1988 iso_ir_144",
  iso8859_6: "arabic asmo_708 csisolatinarabic ecma_114 iso8859_6 iso_8859_6 iso_8859_6_1987 iso_ir_127",
  iso8859_7: "csisolatingreek ecma_118 elot_928 greek greek8 iso8859_7 iso_8859_7 iso_8859_7_1987 iso_ir_126",
  iso8859_8: "csisolatinhebrew hebrew iso8859_8 iso_8859_8 iso_8859_8_1988 iso_ir_138",
  iso8859_9: "csisolatin5 iso8859_9 iso_8859_9 iso_8859_9_1989 iso_ir_148 l5 latin5",
  koi8_r: "cskoi8r koi8_r",
  koi8_t: "koi8_t",
  koi8_u: "koi8_u",
  latin_1:
    "8859 cp819 csisolatin1 ibm819 iso8859 iso8859_1 iso_8859_1 iso_8859_1_1987 iso_ir_100 l1 latin latin1 latin_1",
  mac_croatian: "mac_croatian",
  mac_cyrillic: "mac_cyrillic maccyrillic",
  mac_greek: "mac_greek macgreek",
  mac_iceland: "mac_iceland maciceland",
  mac_roman: "mac_roman macintosh macroman",
  mac_turkish: "mac_turkish macturkish",
  shift_jis: "csshiftjis s_jis shift_jis shiftjis sjis x_mac_japanese",
  tis_620: "iso_ir_166 tis620 tis_620 tis_620_0 tis_620_2529_0 tis_620_2529_1",
};

/** Encodings that Python knows and this program does not. */
const UNREADABLE: ReadonlySet<string> = new Set(
  "037 cp037 csibm037 ebcdic_cp_ca ebcdic_cp_nl ebcdic_cp_us ebcdic_cp_wt ibm037 ibm039 cp1006 1026 cp1026 csibm1026 ibm1026 1140 cp1140 ibm1140 273 cp273 csibm273 ibm273 424 cp424 csibm424 ebcdic_cp_he ibm424 500 cp500 csibm500 ebcdic_cp_be ebcdic_cp_ch ibm500 864 cp864 csibm864 ibm864 cp875 euc_jis2004 euc_jis_2004 eucjis2004 jisx0213 euc_jisx0213 eucjisx0213 hz hz_gb hz_gb_2312 hzgb csiso2022jp iso2022_jp iso2022jp iso_2022_jp iso2022_jp_1 iso2022jp_1 iso_2022_jp_1 iso2022_jp_2 iso2022jp_2 iso_2022_jp_2 iso2022_jp_2004 iso2022jp_2004 iso_2022_jp_2004 iso2022_jp_3 iso2022jp_3 iso_2022_jp_3 iso2022_jp_ext iso2022jp_ext iso_2022_jp_ext csiso2022kr iso2022_kr iso2022kr iso_2022_kr cp1361 johab ms1361 kz1048 kz_1048 rk1048 strk1048_2002 mac_arabic mac_farsi mac_centeuro mac_latin2 maccentraleurope maclatin2 mac_romanian palmos cp154 csptcp154 cyrillic_asian pt154 ptcp154 raw_unicode_escape s_jis_2004 shift_jis_2004 shiftjis2004 sjis_2004 s_jisx0213 shift_jisx0213 shiftjisx0213 sjisx0213 unicode_escape u16 utf16 utf_16 unicodebigunmarked utf_16_be utf_16be unicodelittleunmarked utf_16_le utf_16le u32 utf32 utf_32 utf_32_be utf_32be utf_32_le utf_32le u7 unicode_1_1_utf_7 utf7 utf_7".split(
    " ",
  ),
);

const ICONV_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(READABLE).flatMap(([iconv, names]) => names.split(" ").map((name) => [name, iconv])),
);

/** What a declared encoding is to Python, and to us. */
export type DeclaredEncoding =
  | { readonly kind: "readable"; readonly iconv: string }
  | { readonly kind: "unreadable" }
  | { readonly kind: "unknown" };

/** Looks an encoding up as Python's `codecs.lookup` does: case and punctuation make no difference. */
export function findEncoding(declared: string): DeclaredEncoding {
  const name = declared.toLowerCase().replace(/[^a-z0-9.]+/g, "_");
  const iconv = ICONV_NAMES.get(name) ?? ICONV_NAMES.get(name.replaceAll(".", "_")) ?? tokenizerAlias(name);
  if (iconv !== undefined) return { kind: "readable", iconv };
  return { kind: UNREADABLE.has(name) ? "unreadable" : "unknown" };
}

/** Python's tokenizer takes these with any suffix: `utf-8-unix`, `latin-1-dos`. */
function tokenizerAlias(name: string): string | undefined {
  if (/^utf_8_/.test(name)) return "utf8";
  if (/^(latin_1|iso_8859_1|iso_latin_1)_/.test(name)) return "latin_1";
  return undefined;
}
