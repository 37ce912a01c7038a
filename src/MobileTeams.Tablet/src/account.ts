import { handOver, takeBack } from "./custody";
import { countUnsent, drop, find, keep, wipe } from "./database";
import { forgetMap } from "./mapKeeping";
import { Outbox } from "./outbox";
import { fits } from "./pin";
import { closeWork, openLine, openWork } from "./shift";
import type { Tablet } from "./tablet";
import { Vault, type Sealed, type VaultRecord } from "./vault";
import type { SignedIn } from "./wire";

/** Without contact for this long the tablet forgets the patients by itself. */
const forgetAfter = 24 * 3_600_000;

/** Where the app begins: a vault that the last page left open, a vault to unlock, or nobody. */
export async function start(tablet: Tablet): Promise<void> {
  await forgetIfStale(tablet);
  tablet.record = (await find<VaultRecord>(tablet.database, "vault")) ?? null;
  if (!tablet.record) {
    await finishSignOut(tablet);
    tablet.phase = "signIn";
    tablet.changed();
    return;
  }
  const left = await takeBack();
  if (left) {
    tablet.pin = left.pin;
    tablet.isLocked = left.isLocked;
    await enter(tablet, Vault.withKey(left.key));
    return;
  }
  tablet.unsentBehindLock = await countUnsent(tablet.database);
  tablet.phase = "unlock";
  tablet.changed();
}

/** Patients' data goes after a day without the server; what the nurse did stays until it is sent. */
export async function forgetIfStale(tablet: Tablet): Promise<void> {
  const contact = await find<number>(tablet.database, "contact");
  if (contact === undefined || Date.now() - contact < forgetAfter) return;
  await drop(tablet.database, "bundle", "ticks", "contact");
  await forgetMap();
  if (tablet.bundle) {
    tablet.bundle = null;
    tablet.phase = "shifts";
    tablet.changed();
  }
}

/** The first sign-in on this tablet, or by the person whose vault is here. */
export async function signIn(tablet: Tablet, login: string, password: string): Promise<void> {
  const { say } = tablet;
  if (!crypto.subtle) return fail(tablet, say("needsHttps"));
  const answer = await tablet.api.signIn(login, password);
  switch (answer.kind) {
    case "away":
      return fail(tablet, say("noNetworkSignIn"));
    case "signedOut":
      return fail(tablet, say("wrongPassword"));
    case "refused":
      return fail(tablet, answer.code === "account.too-many-tries" ? say("tooManyTries") : say("notATablet", { detail: answer.detail }));
    case "ok":
      await makeVault(tablet, login, password, answer.value);
  }
}

async function makeVault(tablet: Tablet, login: string, password: string, me: SignedIn): Promise<void> {
  const { vault, record } = await Vault.create(login, password);
  await keep(tablet.database, "vault", record);
  await keep(tablet.database, "me", await vault.seal(me));
  tablet.record = record;
  if (localStorage.getItem("language") === null) tablet.language = me.language;
  await enter(tablet, vault);
}

/** Opens the vault with the password, network or not; then makes sure that the server still knows us. */
export async function unlock(tablet: Tablet, password: string): Promise<void> {
  const record = tablet.record!;
  const vault = await Vault.open(record, password);
  if (vault) {
    tablet.isLocked = false;
    unlockedWith = password;
    if (!tablet.vault) return enter(tablet, vault);
    tablet.problem = "";
    tablet.changed();
    void checkSession(tablet).then(() => openLine(tablet));
    return;
  }
  if (tablet.vault) return fail(tablet, tablet.say("unlockWrong"));
  const answer = await tablet.api.signIn(record.login, password);
  if (answer.kind !== "ok") {
    const tooMany = answer.kind === "refused" && answer.code === "account.too-many-tries";
    return fail(tablet, tablet.say(tooMany ? "tooManyTries" : "unlockWrong"));
  }
  // The password was changed elsewhere: right for the server, wrong for the vault.
  tablet.me = answer.value;
  if (tablet.unsentBehindLock === 0) {
    await wipe(tablet.database);
    await makeVault(tablet, record.login, password, answer.value);
    return;
  }
  newPassword = password;
  tablet.phase = "oldPassword";
  tablet.problem = "";
  tablet.changed();
}

let newPassword = "";

/** The password was changed while events waited: the old one opens them, the new one closes them again. */
export async function bringAlong(tablet: Tablet, oldPassword: string): Promise<void> {
  const record = tablet.record!;
  const old = await Vault.open(record, oldPassword);
  if (!old || !tablet.me) return fail(tablet, tablet.say("unlockWrong"));
  const entries = await new Outbox(tablet.database, old).list();
  const refused = await new Outbox(tablet.database, old).listRefused();
  const me = tablet.me;
  const { vault, record: fresh } = await Vault.create(record.login, newPassword);
  newPassword = "";
  await Outbox.reseal(tablet.database, vault, entries, refused);
  await drop(tablet.database, "bundle", "ticks");
  await keep(tablet.database, "vault", fresh);
  await keep(tablet.database, "me", await vault.seal(me));
  tablet.record = fresh;
  await enter(tablet, vault);
}

export async function enterPin(tablet: Tablet, code: string): Promise<void> {
  const { pin } = tablet;
  if (!pin) return;
  if (await fits(pin, code)) {
    tablet.isLocked = false;
    tablet.problem = "";
  } else if (pin.triesLeft > 0) tablet.problem = tablet.say("pinWrong", { n: pin.triesLeft });
  else {
    tablet.pin = null;
    tablet.problem = "";
  }
  tablet.changed();
}

export function lock(tablet: Tablet): void {
  if (!tablet.vault || tablet.isLocked) return;
  tablet.isLocked = true;
  tablet.sheet = null;
  tablet.problem = "";
  tablet.revealed.clear();
  tablet.changed();
}

/** Signs in again with a session that ran out; the vault and what waits in it stay. */
export async function signInAgain(tablet: Tablet, password: string): Promise<void> {
  const answer = await tablet.api.signIn(tablet.record!.login, password);
  if (answer.kind === "away") return fail(tablet, tablet.say("shiftAway"));
  if (answer.kind !== "ok") return fail(tablet, tablet.say(answer.kind === "refused" ? "tooManyTries" : "wrongPassword"));
  tablet.reach = "reached";
  tablet.closeSheet();
  openLine(tablet);
}

/** Empties the tablet and leaves. Without a network the session is ended the next time there is one. */
export async function signOut(tablet: Tablet): Promise<void> {
  await closeWork(tablet);
  navigator.serviceWorker?.controller?.postMessage({ kind: "forget" });
  await wipe(tablet.database);
  await forgetMap();
  await keep(tablet.database, "sign-out", true);
  await finishSignOut(tablet);
  location.hash = "#/";
  location.reload();
}

async function finishSignOut(tablet: Tablet): Promise<void> {
  if (!(await find<boolean>(tablet.database, "sign-out"))) return;
  const answer = await tablet.api.signOut();
  if (answer.kind !== "away") await drop(tablet.database, "sign-out");
}

/** Called when the page goes away. */
export function leave(tablet: Tablet): void {
  if (tablet.vault) handOver({ key: tablet.vault.key, pin: tablet.pin, isLocked: tablet.isLocked });
}

async function enter(tablet: Tablet, vault: Vault): Promise<void> {
  tablet.vault = vault;
  tablet.problem = "";
  const sealed = await find<Sealed>(tablet.database, "me");
  if (sealed) tablet.me = await vault.unseal<SignedIn>(sealed);
  await openWork(tablet);
  void checkSession(tablet).then(() => openLine(tablet));
}

/** The password that opened the vault, until the server has been reached once: then the session is renewed with it, or it is not needed. */
let unlockedWith: string | null = null;

/** What is here is sent in the name of the one who did it: a session that ran out, or is another person's, is not ours. */
async function checkSession(tablet: Tablet): Promise<void> {
  const me = await tablet.api.me();
  if (me.kind !== "ok") return;
  if (me.value.name === tablet.me?.name) unlockedWith = null;
  else {
    await tablet.api.signOut();
    await tablet.api.me();
  }
}

/** The server does not know us any more. Whoever has just typed the password need not type it again. */
export async function renewSession(tablet: Tablet): Promise<void> {
  const password = unlockedWith;
  if (password === null || !tablet.record) return;
  unlockedWith = null;
  const answer = await tablet.api.signIn(tablet.record.login, password);
  if (answer.kind === "away") unlockedWith = password;
  if (answer.kind === "ok") openLine(tablet);
}

function fail(tablet: Tablet, problem: string): void {
  tablet.problem = problem;
  tablet.changed();
}
