// Makes the pictures of the HTML report in docs/, with Chromium; no test needs it.
//   npm run build && node scripts/pictures.mjs [folder]
// It looks for `chromium` on the PATH; CHROMIUM names another one. It also tries the page's filters, and fails where
// they do not work or where the page asks the network for anything.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = resolve(process.argv[2] ?? join(root, "docs"));
const LARGEST = 300_000;

/** A browser that is spoken to through a pipe. */
class Browser {
  #next = 1;
  #waiting = new Map();
  #listeners = new Set();
  #rest = "";

  constructor(profile) {
    const args = [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--hide-scrollbars",
      "--remote-debugging-pipe",
    ];
    const stdio = ["ignore", "ignore", "ignore", "pipe", "pipe"];
    this.child = spawn(process.env.CHROMIUM ?? "chromium", [...args, `--user-data-dir=${profile}`], {
      stdio,
    });
    this.child.stdio[4].setEncoding("utf8").on("data", (chunk) => this.#read(chunk));
  }

  #read(chunk) {
    const messages = (this.#rest + chunk).split("\0");
    this.#rest = messages.pop() ?? "";
    for (const message of messages.map((text) => JSON.parse(text))) {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (waiting === undefined) for (const listener of this.#listeners) listener(message);
      else if (message.error) waiting.reject(new Error(message.error.message));
      else waiting.resolve(message.result);
    }
  }

  send(method, params = {}, sessionId = undefined) {
    const id = this.#next++;
    this.child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  on(listener) {
    this.#listeners.add(listener);
  }

  async open(url) {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId);
    await page.load(url);
    return page;
  }

  async close() {
    const closed = new Promise((resolve) => this.child.once("close", resolve));
    this.child.stdio[3].end(`${JSON.stringify({ id: this.#next, method: "Browser.close" })}\0`);
    await closed;
  }
}

class Page {
  requests = [];
  complaints = [];
  #browser;
  #session;

  constructor(browser, session) {
    this.#browser = browser;
    this.#session = session;
    browser.on(({ method, params, sessionId }) => {
      if (sessionId !== session) return;
      if (method === "Network.requestWillBeSent") this.requests.push(params.request.url);
      if (method === "Runtime.exceptionThrown") this.complaints.push(params.exceptionDetails.text);
      if (method === "Log.entryAdded") this.complaints.push(params.entry.text);
    });
  }

  #send(method, params) {
    return this.#browser.send(method, params, this.#session);
  }

  async load(url) {
    for (const domain of ["Page", "Network", "Runtime", "Log"]) await this.#send(`${domain}.enable`);
    const loaded = new Promise((resolve) => {
      this.#browser.on(({ method, sessionId }) => {
        if (sessionId === this.#session && method === "Page.loadEventFired") resolve();
      });
    });
    await this.#send("Page.navigate", { url });
    await loaded;
  }

  async evaluate(expression) {
    const { result, exceptionDetails } = await this.#send("Runtime.evaluate", {
      expression,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result.value;
  }

  async picture(file, { width, height, dark = false, scale = 1 }) {
    const metrics = { width, height, deviceScaleFactor: scale, mobile: false };
    await this.#send("Emulation.setDeviceMetricsOverride", metrics);
    const features = [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }];
    await this.#send("Emulation.setEmulatedMedia", { features });
    const overflow = await this.evaluate("document.documentElement.scrollWidth - innerWidth");
    const wide =
      "[...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth)";
    if (overflow > 0) {
      const names = await this.evaluate(`${wide}.map((e) => e.tagName + "." + e.className).join(", ")`);
      throw new Error(`at ${width} pixels the page is ${overflow} too wide: ${names}`);
    }
    const { data } = await this.#send("Page.captureScreenshot", { format: "png" });
    writeFileSync(file, Buffer.from(data, "base64"));
    const { size } = statSync(file);
    console.log(`${file}: ${Math.ceil(size / 1000)} kB`);
    if (size > LARGEST) throw new Error(`${file} is larger than ${LARGEST / 1000} kB`);
  }
}

/** A report of the sample; exit status 1 says that there is something in it. */
function report(folder, file, ...options) {
  const args = [join(root, "bin", "tlsfix.js"), ...options, "--output-format", "html", "--output-file", file];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  if (status !== 1) throw new Error(`tlsfix ended with ${status}: ${stderr}`);
  return pathToFileURL(file).href;
}

function expect(what, is, shouldBe) {
  if (is !== shouldBe) throw new Error(`${what}: ${is}, and not ${shouldBe}`);
}

async function tryFilters(page) {
  const visible = () =>
    page.evaluate("[...document.querySelectorAll('.item')].filter((item) => item.checkVisibility()).length");
  const choose = (name, value) =>
    page.evaluate(
      `{ const form = document.getElementById("filters"); form.elements.${name}.value = ${JSON.stringify(value)};
        form.dispatchEvent(new Event("input", { bubbles: true })); }`,
    );
  const all = await visible();
  const ofRule = await page.evaluate("document.querySelectorAll('.item[data-rule=wrap-socket]').length");
  await choose("rule", "wrap-socket");
  expect("findings of wrap-socket", await visible(), ofRule);
  await choose("path", "no such file");
  expect("findings in no file", await visible(), 0);
  expect("the note", await page.evaluate("document.querySelector('.nothing').checkVisibility()"), true);
  await choose("path", "");
  await choose("rule", "");
  expect("all findings", await visible(), all);
}

const work = mkdtempSync(join(tmpdir(), "tlsfix-pictures-"));
const browser = new Browser(join(work, "profile"));
try {
  const sample = join(work, "sample");
  cpSync(join(root, "scripts", "sample"), sample, { recursive: true });
  mkdirSync(target, { recursive: true });
  const preview = await browser.open(report(sample, join(work, "preview.html"), "--diff"));
  await tryFilters(preview);
  await preview.picture(join(target, "report.png"), { width: 1280, height: 1500 });
  await preview.picture(join(target, "report-narrow.png"), { width: 400, height: 1500 });
  const found = await browser.open(report(sample, join(work, "found.html")));
  await found.picture(join(target, "report-dark.png"), { width: 1280, height: 1500, dark: true });
  for (const { requests, complaints } of [preview, found]) {
    expect("what the page asks for", requests.filter((url) => !url.startsWith("file:")).length, 0);
    expect("what the browser complains of", complaints.join("; "), "");
  }
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}
