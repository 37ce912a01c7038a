// A working morning in a real browser: sign in, drive, lose the network, be killed, come back. Skipped where there is no Chromium or
// no built app.
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launch, missing, openBrowser, openTablet, shoot, signInAndStart } from "./browser.mjs";
import { MockServer } from "./mock-server.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe.skipIf(missing !== "")(`A nurse's morning${missing === "" ? "" : ` (skipped: ${missing})`}`, { timeout: 180_000 }, () => {
  let browser;
  let mock;
  let context;
  let page;
  let faults;

  beforeAll(async () => {
    browser = await launch();
  }, 60_000);

  afterAll(() => browser?.close());

  beforeEach(async () => {
    mock = new MockServer();
    await mock.plug();
    ({ context, page, faults } = await openTablet(browser));
  });

  afterEach(async () => {
    await context.close();
    await mock.unplug().catch(() => undefined);
  });

  /** For what only a whole browser with a disk can show. */
  const withProfile = async (walk) => {
    const profile = mkdtempSync(join(tmpdir(), "tablet-"));
    const open = async () => {
      await context.close();
      ({ context, page, faults } = await openBrowser(profile));
    };
    try {
      await walk(profile, open);
    } catch (error) {
      await shoot(page, "walk-failed").catch(() => undefined);
      throw error;
    } finally {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    }
  };

  const act = (name) => page.getByRole("button", { name: new RegExp(`^${name.replace("+", "\\+")}( \\d|$)`) }).click();
  const backOnline = async () => {
    await mock.plug();
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
  };
  const sent = () => mock.arrived.map((event) => event.kind);

  test("what is done without a network survives a reload and is sent once and in order", async () => {
    await signInAndStart(page, mock);
    await page.getByRole("link", { name: /Gösta L\./ }).click();
    await mock.unplug();
    await act("Kvittera");
    await act("På väg");
    await act("+10 min sen");
    await page.getByRole("link", { name: /Utan nät · 3 ej skickade/ }).waitFor();
    await page.reload();
    await page.getByRole("link", { name: /Utan nät · 3 ej skickade/ }).waitFor();
    await page.getByRole("heading", { name: "Gösta Lindahl" }).waitFor();
    await act("Framme");
    await page.getByRole("link", { name: /Utan nät · 4 ej skickade/ }).click();
    await expect.poll(() => page.locator(".events li").count()).toBe(4);
    await shoot(page, "walk-outbox");
    await backOnline();
    await page.getByRole("link", { name: /Allt skickat/ }).waitFor();
    expect(sent()).toEqual(["Acknowledged", "EnRoute", "Delayed", "Arrived"]);
    expect(mock.arrived.map((event) => event.sequence)).toEqual([1, 2, 3, 4]);
    expect(mock.kept.size).toBe(4);
    expect(faults).toEqual([]);
  });

  test("a killed tablet opens with the password, without a network, and sends afterwards", () =>
    withProfile(async (_, open) => {
      await open();
      await signInAndStart(page, mock);
      await act("Kvittera");
      await expect.poll(() => mock.kept.size).toBe(1);
      await page.getByRole("link", { name: /Allt skickat/ }).waitFor();
      await mock.unplug();
      await act("På väg");
      await page.getByRole("link", { name: /1 ej skickad/ }).waitFor();

      await open();
      await page.goto(`${mock.url}/tablet/`);
      await page.getByText("1 ej skickad väntar här.").waitFor();
      await shoot(page, "walk-unlock");
      expect(await page.content()).not.toContain("Anna-Lisa");
      await page.getByLabel("Lösenord").fill("fel lösenord");
      await act("Lås upp");
      await page.getByText("Fel lösenord.").waitFor();
      await page.getByLabel("Lösenord").fill(mock.password);
      await act("Lås upp");
      await page.getByText("Anna-Lisa B.").first().waitFor();
      await page.getByRole("link", { name: /1 ej skickad/ }).waitFor();
      // The session's cookie died with the browser; the password just typed renews it.
      await backOnline();
      await page.getByRole("link", { name: /Allt skickat/ }).waitFor();
      expect(sent()).toEqual(["Acknowledged", "EnRoute"]);
      expect(mock.kept.size).toBe(2);
    }));

  test("a password changed meanwhile loses nothing: the old one opens what waits", () =>
    withProfile(async (_, open) => {
      await open();
      await signInAndStart(page, mock);
      await mock.unplug();
      await act("Kvittera");
      await page.getByRole("link", { name: /1 ej skickad/ }).waitFor();

      await open();
      const old = mock.password;
      mock.password = "ny och lugn";
      await mock.plug();
      await page.goto(`${mock.url}/tablet/`);
      await page.getByLabel("Lösenord").fill(mock.password);
      await act("Lås upp");
      await page.getByLabel("Förra lösenordet").fill(old);
      await act("Fortsätt");
      await expect.poll(() => sent()).toEqual(["Acknowledged"]);
    }));

  test("lost replies and server faults double nothing", async () => {
    await signInAndStart(page, mock);
    mock.trouble = ["lose-reply", "fault"];
    await act("Kvittera");
    await act("På väg");
    await act("Framme");
    await expect.poll(() => mock.kept.size).toBe(3);
    await page.getByRole("link", { name: /Allt skickat/ }).waitFor();
    // The first came twice: its reply was lost; then order held.
    expect(sent()).toEqual(["Acknowledged", "Acknowledged", "EnRoute", "Arrived"]);
    expect([...mock.kept.values()].map((event) => event.kind)).toEqual(["Acknowledged", "EnRoute", "Arrived"]);
  });

  test("a session that ran out keeps everything until one signs in again", async () => {
    await signInAndStart(page, mock);
    mock.endSessions();
    await act("Kvittera");
    await page.getByRole("link", { name: /Logga in igen · 1 ej skickad/ }).waitFor();
    await shoot(page, "walk-signed-out");
    await page.getByRole("button", { name: "Logga in igen" }).click();
    await page.getByLabel("Lösenord").fill(mock.password);
    await act("Logga in");
    await page.getByRole("link", { name: /Allt skickat/ }).waitFor();
    expect(sent()).toEqual(["Acknowledged"]);
  });

  test("what the server refuses waits for a person", async () => {
    await signInAndStart(page, mock);
    await mock.unplug();
    await act("Kvittera");
    mock.day.visits[0].status = "Cancelled";
    mock.day.version++;
    await backOnline();
    await page.getByRole("link", { name: /1 behöver en människa/ }).click();
    await page.getByText("Besöket är inställt.").waitFor();
    await shoot(page, "walk-refused");
    const dealtWith = page.getByRole("button", { name: "Håll när det är löst" });
    // From the keyboard: one press arms, the second confirms.
    await dealtWith.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Tryck en gång till för att bekräfta" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Inget väntar på en människa.").waitFor();
  });

  test("an urgent assignment fills the screen, says nothing about the patient and must be acknowledged", async () => {
    await signInAndStart(page, mock);
    await page.waitForTimeout(1_000);
    const visit = mock.dispatchUrgent();
    const alarm = page.getByRole("alertdialog");
    await alarm.waitFor();
    await shoot(page, "walk-alarm");
    expect(await alarm.textContent()).not.toMatch(/Sven|Månkarbo/);
    await page.keyboard.press("Escape");
    expect(await alarm.isVisible()).toBe(true);
    await alarm.getByRole("button", { name: "Kvittera" }).click();
    await alarm.waitFor({ state: "hidden" });
    await page.getByText("Att min katt får mat.").waitFor();
    await expect.poll(() => mock.kept.size).toBe(1);
    expect([...mock.kept.values()][0]).toMatchObject({ kind: "Acknowledged", visit: visit.visit });
  });

  test("declining asks why and wants 0.7 s under the finger", async () => {
    await signInAndStart(page, mock);
    await page.getByRole("link", { name: /Anna-Lisa B\./ }).click();
    await act("Avböjt");
    await page.getByText("Vill ha en annan tid").click();
    const hold = page.getByRole("button", { name: "Håll för att bekräfta" });
    const { x, y, width, height } = await hold.boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.waitForTimeout(200);
    await page.mouse.up();
    expect(await hold.isVisible()).toBe(true);
    expect(mock.arrived).toHaveLength(0);
    await page.mouse.down();
    await hold.waitFor({ state: "hidden" });
    await page.mouse.up();
    await page.getByText("Nästa besök").waitFor();
    await expect.poll(() => mock.arrived.length).toBe(1);
    expect(mock.arrived[0]).toMatchObject({ kind: "Declined", text: "Vill ha en annan tid" });
  });

  test("the map works from the tablet's own squares", async () => {
    await signInAndStart(page, mock);
    const tiles = mock.day.tiles.length + 2;
    await expect.poll(() => page.evaluate(async () => (await (await caches.open("mobileteams-map")).keys()).length)).toBeGreaterThanOrEqual(tiles);
    await mock.unplug();
    await page.reload();
    await page.getByRole("link", { name: "Karta" }).click();
    await page.locator(".map-canvas[data-idle]").waitFor({ timeout: 30_000 });
    await page.getByRole("button", { name: "Stopp 2" }).waitFor();
    await shoot(page, "walk-map-offline");
    expect(faults).toEqual([]);
  });

  test("signing out warns about what is unsent and leaves nothing", async () => {
    await signInAndStart(page, mock);
    await mock.unplug();
    await act("Kvittera");
    await page.getByRole("button", { name: "Meny" }).click();
    await act("Logga ut");
    await page.getByText("1 ej skickad försvinner om du loggar ut nu.").waitFor();
    await shoot(page, "walk-sign-out");
    const hold = page.getByRole("button", { name: "Håll för att logga ut" });
    await hold.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Logga in" }).waitFor();
    await mock.plug();
    await page.reload();
    await expect.poll(() => mock.requests.some((request) => request.path === "/api/sign-out")).toBe(true);
    const left = await page.evaluate(async () => {
      const database = await new Promise((resolve) => (indexedDB.open("mobileteams").onsuccess = (event) => resolve(event.target.result)));
      const counts = {};
      for (const name of database.objectStoreNames) counts[name] = await new Promise((resolve) => (database.transaction(name).objectStore(name).count().onsuccess = (event) => resolve(event.target.result)));
      return { counts, map: await caches.has("mobileteams-map") };
    });
    expect(left).toEqual({ counts: { kept: 0, outbox: 0, refused: 0 }, map: false });
  });

  test("the profile folder of a lost tablet holds no patient", () =>
    withProfile(async (profile, open) => {
      await open();
      await signInAndStart(page, mock);
      await mock.unplug();
      await page.getByRole("link", { name: /Anna-Lisa B\./ }).click();
      await act("Anteckning");
      await page.getByRole("textbox").fill("Dottern Hjördis kommer klockan tio.");
      await act("Spara");
      await page.getByRole("link", { name: /1 ej skickad/ }).waitFor();
      await context.close();
      const everything = allFiles(profile).map((file) => readFileSync(file));
      expect(everything.length).toBeGreaterThan(10);
      const holds = (text) => everything.some((bytes) => bytes.includes(Buffer.from(text, "utf8")) || bytes.includes(Buffer.from(text, "utf16le")));
      // The look can fail: the app's own address is there.
      expect(holds("/tablet/")).toBe(true);
      for (const secret of ["Bergkvist", "Anna-Lisa", "Lindahl", "Centralgatan", "Kod 4471", "Hjördis", mock.password]) expect([secret, holds(secret)]).toEqual([secret, false]);
    }));

  test("after a day without the server the tablet forgets the patients and keeps what is unsent", async () => {
    await signInAndStart(page, mock);
    await mock.unplug();
    await act("Kvittera");
    await page.getByRole("link", { name: /1 ej skickad/ }).waitFor();
    await page.evaluate(async () => {
      const database = await new Promise((resolve) => (indexedDB.open("mobileteams").onsuccess = (event) => resolve(event.target.result)));
      const transaction = database.transaction("kept", "readwrite");
      transaction.objectStore("kept").put(Date.now() - 25 * 3_600_000, "contact");
      await new Promise((resolve) => (transaction.oncomplete = resolve));
    });
    await page.reload();
    await page.getByRole("link", { name: /1 ej skickad/ }).waitFor();
    await page.getByText("Inget nät. Passet hämtas när nätet är tillbaka.").waitFor();
    expect(await page.content()).not.toContain("Anna-Lisa");
    await backOnline();
    await expect.poll(() => sent()).toEqual(["Acknowledged"]);
  });

  test("every screen meets WCAG 2.2 AA as far as a program can see, by day and in the dark", async () => {
    const found = [];
    const look = async (name) => {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
      for (const violation of violations) found.push(`${name}: ${violation.id} ${violation.nodes.map((node) => `${node.target} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
    };
    await page.goto(`${mock.url}/tablet/`);
    await page.getByRole("heading", { name: "Logga in" }).waitFor();
    await look("sign in");
    await signInAndStart(page, mock, "1357");
    for (const theme of ["Ljust", "Mörkt"]) {
      await page.getByRole("button", { name: "Meny" }).click();
      await page.getByText(theme, { exact: true }).click();
      await look(`menu, ${theme}`);
      await act("Stäng");
      await look(`list, ${theme}`);
      await page.getByRole("link", { name: /Gösta L\./ }).click();
      await look(`card, ${theme}`);
      await act("Avböjt");
      await look(`declined, ${theme}`);
      await act("Stäng");
      await page.getByRole("link", { name: "Till rutten" }).click();
      await page.getByRole("link", { name: "Karta" }).click();
      await page.locator(".map-canvas[data-idle]").waitFor({ timeout: 30_000 });
      await look(`map, ${theme}`);
      await page.getByRole("link", { name: "Rutt", exact: true }).click();
    }
    await page.getByRole("link", { name: /Allt skickat/ }).click();
    await look("outbox");
    await page.getByRole("button", { name: "Meny" }).click();
    await act("Lås plattan");
    await look("lock");
    await page.keyboard.type("1357");
    await page.getByRole("heading", { name: "Skickat och ej skickat" }).waitFor();
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
  });

  test("no request leaves the tablet's own server", async () => {
    const outside = [];
    context.on("request", (request) => {
      if (!request.url().startsWith(mock.url) && !request.url().startsWith("blob:") && !request.url().startsWith("data:")) outside.push(request.url());
    });
    await signInAndStart(page, mock);
    await page.getByRole("link", { name: "Karta" }).click();
    await page.locator(".map-canvas[data-idle]").waitFor({ timeout: 30_000 });
    expect(outside).toEqual([]);
  });

  test("five minutes without a touch lock the screen; five wrong codes ask for the password", async () => {
    await page.clock.install();
    await signInAndStart(page, mock, "1357");
    await page.clock.fastForward("04:30");
    await page.getByText("Anna-Lisa B.").first().waitFor();
    await page.clock.fastForward("01:00");
    await page.getByRole("heading", { name: "Låst" }).waitFor();
    expect(await page.locator("body").textContent()).not.toContain("Anna-Lisa");
    for (let i = 0; i < 5; i++) {
      await page.keyboard.type("0000");
      if (i < 4) await page.getByText(`Fel kod. ${4 - i} försök kvar.`).waitFor();
    }
    await page.getByLabel("Lösenord").fill(mock.password);
    await act("Lås upp");
    await page.getByText("Anna-Lisa B.").first().waitFor();
  });

  test("a clock five minutes wrong is told", async () => {
    mock.skew = -5 * 60_000;
    await signInAndStart(page, mock);
    await page.getByText("Plattans klocka går +5 min fel.").waitFor();
  });
});

function allFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}
