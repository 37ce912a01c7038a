import { forgetIfStale, leave, lock, renewSession, start } from "./account";
import { openDatabase } from "./database";
import { watchHolds } from "./hold";
import { enterPinDigit, erasePinDigit } from "./screens/doorActions";
import { refresh } from "./shift";
import { Tablet } from "./tablet";
import { View } from "./view";

const lockAfter = 5 * 60_000;
const tick = 15_000;
/** How old the route may get before it is fetched again although nobody rang. */
const oldWhenListening = 5 * 60_000;
const oldWhenDeaf = 45_000;

const view = new View(() => tablet);
const tablet = new Tablet(await openDatabase(), () => {
  view.draw();
  tablet.whereabouts?.follow();
});
let touchedAt = Date.now();
let askedAt = 0;

tablet.onSignedOut = () => void renewSession(tablet);
watchHolds(document, (text) => tablet.announce(text));
window.addEventListener("hashchange", () => tablet.changed());
window.addEventListener("pagehide", () => leave(tablet));
window.addEventListener("online", wake);
window.addEventListener("offline", () => {
  tablet.reach = "away";
  tablet.changed();
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) wake();
});
for (const name of ["pointerdown", "keydown"]) {
  window.addEventListener(
    name,
    () => {
      touchedAt = Date.now();
      tablet.alarm.unlock();
    },
    { passive: true },
  );
}
window.addEventListener("keydown", (event) => {
  if (!tablet.isLocked || !tablet.pin) return;
  if (/^\d$/.test(event.key)) enterPinDigit(tablet, event.key);
  else if (event.key === "Backspace") erasePinDigit(tablet);
});
window.setInterval(beat, tick);

/** The network or the nurse is back: send, listen, fetch. */
function wake(): void {
  void tablet.sender?.nudge();
  if (tablet.bundle && tablet.vault) {
    void tablet.live?.start();
    void refresh(tablet);
  }
}

/** The app's slow pulse: the clock on the screen, the lock, and the look-out for a network that came back without saying so. */
function beat(): void {
  const now = Date.now();
  if (now - touchedAt > lockAfter) lock(tablet);
  void forgetIfStale(tablet);
  const isListening = tablet.live?.isUp === true && tablet.reach === "reached";
  const age = now - Math.max(tablet.fetchedAt, askedAt);
  if (!document.hidden && tablet.bundle && tablet.reach !== "signedOut" && age > (isListening ? oldWhenListening : oldWhenDeaf)) {
    askedAt = now;
    void refresh(tablet);
  }
  tablet.changed();
}

async function serveOffline(): Promise<void> {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  const hadController = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (hadController) location.reload();
  });
  const registration = await navigator.serviceWorker.register("/tablet/sw.js", { scope: "/tablet/" });
  const look = () => {
    tablet.hasNewVersion = registration.waiting !== null && navigator.serviceWorker.controller !== null;
    tablet.changed();
  };
  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
}

if (!navigator.onLine) tablet.reach = "away";
void serveOffline();
await start(tablet);
