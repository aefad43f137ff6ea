import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { FileResult, Mode } from "../../src/core/report.ts";
import { html } from "../../src/reporters/html/html.ts";
import { markdown } from "../../src/reporters/html/markdown.ts";
import { tokensByLine } from "../../src/reporters/html/python-tokens.ts";
import { CONTEXT, failed, fileOf, findingOf, fixedFile, fixOf, reportOf } from "./reports.ts";

const TEXT = "import ssl\ns = ssl.wrap_socket(s)\n";
const CALL = "ssl.wrap_socket(s)";

function page(mode: Mode, ...files: FileResult[]): string {
  return html(reportOf(files, mode), CONTEXT);
}

/** The page without its tags. */
function textOf(markup: string): string {
  return markup.replace(/<(style|script)>.*?<\/\1>/gs, "").replace(/<[^>]*>/g, "");
}

describe("the HTML report", () => {
  it("begins with what was found, fixed and left", () => {
    const finding = findingOf(TEXT, CALL);
    const none = findingOf(TEXT, CALL, { remedies: [{ kind: "none", because: "no" }] });
    const heading = (shown: string): string | undefined => /<h1>(.*?)<\/h1>/.exec(shown)?.[1];
    expect(heading(page("report"))).toBe("Nothing found");
    expect(heading(page("report", failed("x.py")))).toBe("Nothing found, but 1 file could not be done");
    expect(heading(page("report", fileOf("a.py", TEXT, finding)))).toBe("1 finding in 1 file");
    expect(heading(page("diff", fixedFile("a.py", TEXT, finding), fileOf("b.py", TEXT, none)))).toBe(
      "Would fix 1 of 2 findings in 2 files",
    );
    expect(heading(page("fix", fixedFile("a.py", TEXT, finding)))).toBe("Fixed the 1 finding in 1 file");
  });

  it("loads nothing, and lets no script run but its own", () => {
    const shown = page("report", fileOf("a.py", TEXT, findingOf(TEXT, CALL)));
    expect(shown).not.toMatch(/\s(src|srcset|action|poster)=|<link|<iframe|@import|url\(/);
    expect(shown.match(/href="[^#][^"]*"/g)).toBeNull();
    const script = /<script>(.*?)<\/script>/s.exec(shown)?.[1] ?? "";
    const hash = createHash("sha256").update(script).digest("base64");
    expect(shown).toContain(`default-src &#39;none&#39;`);
    expect(shown).toContain(`script-src &#39;sha256-${hash}&#39;`);
  });

  it("works without a script: all is there, and only the filters are hidden", () => {
    const text = `${TEXT}${CALL}\n`;
    const findings = [1, 2].map((nth) => findingOf(text, CALL, { nth }));
    const shown = page("report", fileOf("a.py", text, ...findings));
    expect(shown.match(/<[^>]* hidden>/g)).toEqual([
      '<form class="filters" id="filters" hidden>',
      '<p class="nothing" hidden>',
    ]);
    expect(shown.match(/<article class="item"/g)).toHaveLength(2);
  });

  it("shows code and paths as they are, and lets them do nothing", () => {
    const text = `x = "<script>alert(1)</script>\u202e"\n${CALL}\n`;
    const shown = page("report", fileOf('<img src=x onerror="a">.py', text, findingOf(text, CALL)));
    expect(shown).not.toMatch(/<img|<script>alert|\u202e/);
    expect(textOf(shown)).toContain("&lt;script&gt;alert(1)&lt;/script&gt;\\u202e");
  });

  it("sets changed words off beside each other, under the numbers of their lines", () => {
    const finding = findingOf(TEXT, CALL, {
      remedies: [fixOf(15, 30, "new", { imports: [{ module: "tls", name: "tls" }] })],
    });
    const shown = page("report", fileOf("a.py", TEXT, finding));
    expect(shown).toContain(
      '<div class="old"><code data-n="2">s = <del>ssl.wrap_socket</del>(s)</code></div>',
    );
    expect(shown).toContain('<div class="new"><code data-n="3">s = <ins>new</ins>(s)</code></div>');
    expect(shown).toContain('<div class="old empty"></div><div class="new"><code data-n="1">');
  });

  it("shows what a run changed as one diff for each file, with what was fixed in it", () => {
    const shown = page("fix", fixedFile("sub/a.py", TEXT, findingOf(TEXT, CALL)));
    expect(shown.match(/class="diff"/g)).toHaveLength(1);
    expect(textOf(shown)).toMatch(/\+1 −1 +1 fixed/);
    expect(textOf(shown)).toContain("Fixed wrap-socket line 2, column 5 Replace it");
  });

  it("marks the code of what has no fix, and says why it has none", () => {
    const remedies = [{ kind: "none", because: "`it` cannot" }] as const;
    const shown = page("report", fileOf("a.py", TEXT, findingOf(TEXT, CALL, { remedies })));
    expect(shown).toContain(`s = <mark>${CALL}</mark>`);
    expect(shown).toContain("<b>No fix:</b> <code>it</code> cannot");
    expect(shown).toContain("1 finding has no fix; the reason stands with each.");
  });

  it("tells a fix that was taken back from one that does not exist", () => {
    const finding = findingOf(TEXT, CALL);
    const fix = fixOf(0, 1, "");
    const file = fileOf("a.py", TEXT);
    const left = [{ finding, reason: { kind: "reverted", fix, failure: { kind: "loop" } } as const }];
    expect(textOf(page("fix", { ...file, left }))).toContain(
      "its fix was tried and taken back (loop); please report this",
    );
  });

  it("has a bar for each rule that tells its numbers in words too", () => {
    const text = `${TEXT}${CALL}\n`;
    const unsafe = { remedies: [fixOf(15, 20, "x", { applicability: "unsafe" })], nth: 2 } as const;
    const shown = page("report", fileOf("a.py", text, findingOf(text, CALL), findingOf(text, CALL, unsafe)));
    expect(shown).toContain('role="img" aria-label="wrap-socket: 1 safe fix, 1 unsafe fix"');
    expect(shown).toMatch(/<option value="wrap-socket">wrap-socket \(2\)<\/option>/);
  });

  it("has its files open where they are few, and closed where they are many", () => {
    const pageOf = (count: number): string => {
      const paths = Array.from({ length: count }, (_, i) => `f${i}.py`);
      return page("report", ...paths.map((path) => fileOf(path, TEXT, findingOf(TEXT, CALL))));
    };
    expect(pageOf(60).match(/<details class="file" open /g)).toHaveLength(60);
    expect(pageOf(61).match(/<details class="file" open /g)).toBeNull();
  });

  it("says of places in a text that is not written that they are", () => {
    const text = `${TEXT}${CALL}\n`;
    const file = fixedFile("a.py", text, findingOf(text, CALL));
    const left = [{ finding: findingOf(file.after, CALL), reason: { kind: "withheld" } as const }];
    expect(textOf(page("diff", { ...file, left }))).toContain("line 3, column 1 (after the fixes)");
    expect(textOf(page("fix", { ...file, left }))).not.toContain("(after the fixes)");
  });

  it("leaves files out in which nothing was found", () => {
    expect(page("report", fileOf("clean.py", TEXT))).not.toContain("clean.py");
  });
});

describe("the colours of Python", () => {
  it("know strings over lines, comments, keywords and numbers", () => {
    const text = "def f():  # if\n  '''a\n  if b'''\n  return 'it\\'s' + 1\n";
    const lines = text.split("\n");
    const shown = tokensByLine(text).map((tokens, i) =>
      tokens.map(({ start, end, kind }) => `${kind} ${lines[i]?.slice(start, end)}`),
    );
    expect(shown).toEqual([
      ["keyword def", "comment # if"],
      ["string '''a"],
      ["string   if b'''"],
      ["keyword return", "string 'it\\'s'", "number 1"],
      [],
    ]);
  });

  it("take a text in time that ends in the middle of a string", () => {
    const text = `${"'''".repeat(20_001)}${"\\a".repeat(50_000)}`;
    const started = performance.now();
    tokensByLine(text);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe("the Markdown of rules", () => {
  it("has paragraphs, lists, code, strong text and links, and no HTML of others", () => {
    const shown = markdown(
      "a **b** `c<d>`\n\n- one\n  more\n- [two](https://x.org/?a=1&b=2)\n\n[x](javascript:a)",
    );
    expect(shown.map(({ text }) => text)).toEqual([
      "<p>a <strong>b</strong> <code>c&lt;d&gt;</code></p>",
      '<ul><li>one\n  more</li><li><a href="https://x.org/?a=1&amp;b=2" rel="noreferrer">two</a></li></ul>',
      "<p>[x](javascript:a)</p>",
    ]);
  });
});
