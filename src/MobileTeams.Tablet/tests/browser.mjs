// A real Chromium at the mock server. Set SCREENSHOTS to a folder to see what it saw.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { builtFolder } from "./mock-server.mjs";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const flags = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Why there can be no walk on this machine; empty when there can. */
export const missing = !existsSync(join(builtFolder, "tablet/index.html"))
  ? "the tablet is not built (npm run build)"
  : !existsSync(executablePath)
    ? `no Chromium at ${executablePath}`
    : "";

const screen = { viewport: { width: 820, height: 1180 }, locale: "sv-SE", timezoneId: "Europe/Stockholm" };

export function launch() {
  return chromium.launch({ executablePath, args: flags, headless: true });
}

/** A tablet that is forgotten when it closes. */
export async function openTablet(browser) {
  return watch(await browser.newContext(screen));
}

/** A tablet with its own profile folder, so that it can be killed and come back. */
export async function openBrowser(profile) {
  return watch(await chromium.launchPersistentContext(profile, { executablePath, args: flags, headless: true, ...screen }));
}

async function watch(context) {
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(45_000);
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    // A network that is gone is part of the walk; the browser reports it as an error of its own.
    if (message.type() === "error" && !/Failed to load resource|net::ERR|EventSource/.test(message.text())) faults.push(message.text());
  });
  return { context, page, faults };
}

export async function shoot(page, name) {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

export async function signInAndStart(page, mock, code = "") {
  await page.goto(`${mock.url}/tablet/`);
  await page.getByLabel("Användarnamn").fill("karin");
  await page.getByLabel("Lösenord").fill(mock.password);
  await shoot(page, "01-sign-in");
  await page.getByRole("button", { name: "Logga in" }).click();
  await page.getByText("Bil 7 (el)").click();
  await page.getByLabel("Besättningen stämmer").check();
  if (code !== "") await page.getByLabel("Fyra siffror.").fill(code);
  await shoot(page, "02-shift");
  await page.getByRole("button", { name: "Starta passet" }).click();
  await page.getByRole("heading", { level: 1, name: /^N2/ }).waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  // Polled by the clock: a page that is not drawn for a while is asked all the same.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { polling: 100 });
}
