// What people at the desk wait for, through a real browser and a running server: the first page, what another desk did, an urgent call's candidates.
//   ./run.sh          (in another window)
//   node bench/desk.mjs [http://127.0.0.1:5080] [rounds]
// It moves visits of today's demo day from their team and back again. Protocol: bench/README.md.
import { readFileSync, readdirSync } from "node:fs";
import { loadavg } from "node:os";
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../src/MobileTeams.Tablet/package.json", import.meta.url))("playwright-core");
const address = process.argv[2] ?? "http://127.0.0.1:5080";
const rounds = Number(process.argv[3] ?? 10);
const password = "norduppland-oppnar";
const load = loadavg()[0].toFixed(1);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

async function openDesk(login) {
  const context = await browser.newContext({ baseURL: address, viewport: { width: 1600, height: 960 }, locale: "sv-SE", timezoneId: "Europe/Stockholm" });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto("/sign-in");
  await page.fill("#login", login);
  await page.fill("#password", password);
  await page.click("button[type=submit]");
  await page.locator(".lane .visit").first().waitFor();
  return page;
}

/** When the page first has, or has no longer, what the selector names; milliseconds of the clock that all pages share. */
const seen = (page, selector, isThere) =>
  page.evaluate(
    ([wanted, there]) =>
      new Promise((resolve) => {
        const look = () => (document.querySelector(wanted) !== null) === there && (resolve(performance.timeOrigin + performance.now()), true);
        if (look()) return;
        const observer = new MutationObserver(() => look() && observer.disconnect());
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      }),
    [selector, isThere],
  );

/** Presses an element, and gives when. */
const press = (page, selector) =>
  page.evaluate((wanted) => {
    document.querySelector(wanted).click();
    return performance.timeOrigin + performance.now();
  }, selector);

const row = (what, samples) => {
  samples.sort((a, b) => a - b);
  const at = (share) => samples[Math.min(samples.length - 1, Math.ceil(share * samples.length) - 1)];
  console.log(`| ${what} | ${at(0.5).toFixed(0)} | ${at(0.95).toFixed(0)} | ${samples.at(-1).toFixed(0)} | ${samples.length} |`);
};

const one = await openDesk("samordnare.tierp");
const other = await openDesk("teamledare.tierp");
console.log(`Load average at the start: ${load}. Milliseconds.\n\n| what | median | p95 | slowest | of |\n|---|--:|--:|--:|--:|`);

const first = [];
for (let round = 0; round < rounds; round++) {
  await one.goto("/", { waitUntil: "commit" });
  first.push((await seen(one, ".lane .visit", true)) - (await one.evaluate(() => performance.timeOrigin)));
  await one.locator(".lane .visit").first().waitFor();
}
row("the desk's first page, from the address to the board with its visits", first);

const others = [];
const own = [];
for (let round = 0; round < rounds; round++) {
  const visit = await one.locator(".lane .visit.planned").nth(-1 - (round % 5)).getAttribute("data-visit");
  await press(one, `.lane .visit[data-visit='${visit}']`);
  await one.locator("#card-title").waitFor();
  const remove = one.getByRole("button", { name: "Ta bort från team" });
  await remove.waitFor();
  const queued = `.queue [data-visit='${visit}']`;
  const [gone, mine] = [seen(other, queued, true), seen(one, queued, true)];
  const pressed = await remove.evaluate((button) => (button.click(), performance.timeOrigin + performance.now()));
  others.push((await gone) - pressed);
  own.push((await mine) - pressed);
  const candidate = ".candidate:not([disabled])";
  await one.locator(candidate).first().waitFor();
  const [back, here] = [seen(other, queued, false), seen(one, queued, false)];
  const given = await press(one, candidate);
  others.push((await back) - given);
  own.push((await here) - given);
}
row("a change, from the press to the desk that pressed", own);
row("a change, from the press to another desk", others);

const ranked = [];
for (let round = 0; round < rounds; round++) {
  await one.goto("/");
  await one.locator(".lane .visit").first().waitFor();
  await one.click(".urgent-call");
  await one.fill("#who", "an");
  await one.locator(".found button").nth(round % 5).click();
  await one.locator(".matters").waitFor();
  await one.fill("#s", "Genombrottssmärta");
  await one.selectOption("#by", { index: 1 });
  await one.locator(".classes label", { hasText: "Orange" }).click();
  const ask = one.getByText("Vem kan komma?");
  const shown = seen(one, ".candidate", true);
  const asked = await ask.evaluate((button) => (button.click(), performance.timeOrigin + performance.now()));
  ranked.push((await shown) - asked);
}
row("an urgent call, from the question to the candidates", ranked);
await browser.close();

// The server's greatest memory since its start, where it runs on this machine.
for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
  try {
    if (!/MobileTeams\.Server\.dll/.test(readFileSync(`/proc/${id}/cmdline`, "utf8"))) continue;
    const most = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"));
    if (most) console.log(`\nServer ${id}: ${Math.round(Number(most[1]) / 1024)} MB at most (VmHWM).`);
  } catch {
    // A process that ended meanwhile.
  }
}
