// The board with a big generated day in a real browser: 60 lanes and 400 visits; the first paint, and the longest task of the page while scrolling, zooming and dragging.
//   ./run.sh          (in another window)
//   node bench/board.mjs [http://127.0.0.1:5080] [--without-map]
// It imports staff, shifts, patients and visits for a day four weeks ahead into the centre of Älvkarleby, plans and publishes it; doing it again reuses the day. Protocol: bench/README.md.
import { loadavg } from "node:os";
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../src/MobileTeams.Tablet/package.json", import.meta.url))("playwright-core");
const address = process.argv.slice(2).find((word) => word.startsWith("http")) ?? "http://127.0.0.1:5080";
const isWithoutMap = process.argv.includes("--without-map");
const password = "norduppland-oppnar";
const [lanes, visits] = [60, 400];
const load = loadavg()[0].toFixed(1);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const context = await browser.newContext({ baseURL: address, viewport: { width: 1600, height: 960 }, locale: "sv-SE", timezoneId: "Europe/Stockholm" });
const page = await context.newPage();
page.setDefaultTimeout(120_000);
await page.addInitScript(() => {
  window.tasks = [];
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ entryTypes: ["longtask"] });
});
if (isWithoutMap) await page.route("**/map/style.json*", (route) => route.abort());
await page.goto("/sign-in");
await page.fill("#login", "samordnare.alvkarleby");
await page.fill("#password", password);
await page.click("button[type=submit]");
await page.locator(".lane").first().waitFor();
const centre = await page.locator("#centre").inputValue();
const date = new Date(new Date(await page.locator(".desk-tools a").first().getAttribute("href").then((link) => link.split("?")[0].split("/").at(-1))).getTime() + 29 * 86_400_000).toISOString().slice(0, 10);

const post = async (path, body, type) => {
  const answer = await page.request.post(path, { data: body, headers: { "content-type": type ?? "application/json" } });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${(await answer.text()).slice(0, 600)}`);
  return answer.json();
};
const csv = (rows) => rows.map((row) => row.join(";")).join("\n");
const importing = (kind, rows) => post(`/api/import/${kind}?centre=${centre}&save=true`, csv(rows), "text/csv");

// The tax agency's test numbers end in 980 and up; the check digit by Luhn's rule.
const identity = (number) => {
  const nine = `${String(60 + Math.floor(number / 240)).padStart(2, "0")}${String(1 + (Math.floor(number / 20) % 12)).padStart(2, "0")}07${980 + (number % 20)}`;
  const sum = [...nine].reduce((total, digit, place) => total + ((at) => (at > 9 ? at - 9 : at))(Number(digit) * (place % 2 === 0 ? 2 : 1)), 0);
  return `18${nine}${(10 - (sum % 10)) % 10}`;
};
const clock = (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

await page.goto(`/day/${centre}/${date}`);
await page.locator(".lane, .empty.page").first().waitFor();
if ((await page.locator(".lane").count()) < lanes) {
  const map = await (await page.request.get(`/api/days/${centre}/${new Date(Date.parse(date) - 28 * 86_400_000).toISOString().slice(0, 10)}/map`)).json();
  const doors = map.visits.features.map((feature) => feature.geometry.coordinates);
  const team = (index) => `B${String(index + 1).padStart(2, "0")}`;
  await importing("staff", [["Anställningsnummer", "Namn", "Yrke"], ...Array.from({ length: lanes }, (_, index) => [`B${1000 + index}`, `Bänk ${team(index)}`, index % 3 === 0 ? "sjuksköterska" : "undersköterska"])]);
  await importing("shifts", [
    ["Datum", "Team", "Start", "Slut", "Personal", "Rast"],
    ...Array.from({ length: lanes }, (_, index) => [date, team(index), index % 3 === 2 ? "11:00" : "07:00", index % 3 === 2 ? "19:00" : "15:00", `B${1000 + index}`, 30]),
  ]);
  await importing("patients", [
    ["Personnummer", "Förnamn", "Efternamn", "Adress", "Longitud", "Latitud"],
    ...Array.from({ length: visits }, (_, index) => [identity(index), `Patient${index + 1}`, "Bänk", `Storgatan ${index + 1}`, ...doors[index % doors.length]]),
  ]);
  await importing("series", [
    ["Personnummer", "Serie", "Tid", "Längd", "Insatser", "Från", "Till", "Minuter före", "Minuter efter"],
    ...Array.from({ length: visits }, (_, index) => [identity(index), "Bänk", clock(450 + ((index * 37) % 600)), 20 + (index % 4) * 10, "tillsyn", date, date, 60, 60]),
  ]);
  await page.getByRole("button", { name: "Skapa dagen ur besöksserierna" }).click();
  await page.locator(".lane").first().waitFor();
  const { run } = await post(`/api/plans/${centre}/${date}?seconds=20`, "");
  for (;;) {
    const state = await (await page.request.get(`/api/plans/${run}`)).json();
    if (state.state === "Proposed") break;
    if (/failed/i.test(state.state)) throw new Error(state.failure);
    await page.waitForTimeout(1_000);
  }
  const published = await page.request.post(`/api/plans/${run}/publish`);
  if (!published.ok()) throw new Error(await published.text());
  await page.goto(`/day/${centre}/${date}`);
  await page.locator(".lane .visit").first().waitFor();
}

const median = (samples) => samples.sort((a, b) => a - b)[Math.floor(samples.length / 2)];
const first = [];
const loading = [];
for (let round = 0; round < 5; round++) {
  await page.goto(`/day/${centre}/${date}?zoom=24&group=None`, { waitUntil: "commit" });
  first.push(
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          const look = () => document.querySelectorAll(".lane .visit").length > 0 && (requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))), true);
          if (!look()) new MutationObserver((_, observer) => look() && observer.disconnect()).observe(document, { subtree: true, childList: true });
        }),
    ),
  );
  await page.waitForTimeout(2_500);
  loading.push(Math.max(0, ...(await page.evaluate(() => window.tasks.splice(0)))));
}
const shown = [await page.locator(".lane").count(), await page.locator(".lane .visit").count()];
console.log(`${shown[0]} lanes, ${shown[1]} visits on the board${isWithoutMap ? ", without the map" : ", the map drawn by software beside it"}. Load average at the start: ${load}. Milliseconds.\n`);
console.log("| what | median | longest |\n|---|--:|--:|");
console.log(`| from the address to the painted board | ${median(first).toFixed(0)} | ${Math.max(...first).toFixed(0)} |`);
console.log(`| longest task of the page while it loads | ${median(loading).toFixed(0)} | ${Math.max(...loading).toFixed(0)} |`);

/** The tasks of 50 ms and more that the page had while something was done. */
const while_ = async (what, deed) => {
  await page.waitForTimeout(1_000);
  await page.evaluate(() => window.tasks.splice(0));
  await deed();
  await page.waitForTimeout(700);
  const tasks = await page.evaluate(() => window.tasks.splice(0));
  console.log(`| longest task while ${what} (${tasks.length} over 50 ms) | ${tasks.length ? median(tasks).toFixed(0) : "–"} | ${tasks.length ? Math.max(...tasks).toFixed(0) : "under 50"} |`);
};
const board = (await page.locator(".board-scroll").boundingBox());
const middle = { x: board.x + board.width / 2, y: board.y + board.height / 2 };
await while_("scrolling down and up", async () => {
  await page.mouse.move(middle.x, middle.y);
  for (let step = 0; step < 60; step++) {
    await page.mouse.wheel(0, step < 30 ? 120 : -120);
    await page.waitForTimeout(16);
  }
});
await while_("zooming through 12, 4, 1 and 24 hours", async () => {
  for (const hours of ["12", "4", "1", "24"]) {
    await page.selectOption("#zoom", hours);
    await page.waitForTimeout(500);
  }
});
await page.selectOption("#zoom", "4");
await while_("scrolling in time", async () => {
  await page.keyboard.down("Shift");
  for (let step = 0; step < 60; step++) {
    await page.mouse.wheel(0, step < 30 ? 200 : -200);
    await page.waitForTimeout(16);
  }
  await page.keyboard.up("Shift");
});
await page.selectOption("#zoom", "24");
await while_("dragging a visit over the lanes", async () => {
  const box = await page.locator(".lane .visit[data-movable]").nth(5).boundingBox();
  await page.mouse.move(box.x + 3, box.y + 10);
  await page.mouse.down();
  for (let step = 0; step < 120; step++) {
    await page.mouse.move(middle.x + 250 * Math.sin(step / 9), board.y + 60 + ((step * 3) % (board.height - 80)));
    await page.waitForTimeout(16);
  }
  await page.keyboard.press("Escape");
  await page.mouse.up();
});
await browser.close();
