import { drop, find, keep } from "./database";
import { LiveLine } from "./live";
import { keepMap } from "./mapKeeping";
import { Outbox } from "./outbox";
import { makePin } from "./pin";
import { Sender } from "./sender";
import type { Tablet } from "./tablet";
import type { Sealed } from "./vault";
import { Whereabouts } from "./whereabouts";
import type { TabletBundle } from "./wire";

interface KeptBundle {
  bundle: TabletBundle;
  fetchedAt: number;
  offset: number;
}

/** Takes out what the vault holds; the line is opened apart from this, when the session is known to be ours. */
export async function openWork(tablet: Tablet): Promise<void> {
  const vault = tablet.vault!;
  tablet.outbox = new Outbox(tablet.database, vault);
  tablet.sender = new Sender({
    outbox: tablet.outbox,
    post: (entry) => tablet.api.send(entry.event, entry.sequence),
    changed: () => onSent(tablet),
    random: Math.random,
    now: Date.now,
    later: (milliseconds, work) => {
      const timer = window.setTimeout(work, milliseconds);
      return () => window.clearTimeout(timer);
    },
    alone,
  });
  tablet.live = new LiveLine({
    following: () => (tablet.bundle ? { team: tablet.bundle.team, version: tablet.bundle.version } : null),
    onDayChanged: (team, version) => {
      if (team === tablet.bundle?.team && version > tablet.bundle.version) void refresh(tablet);
    },
    onDispatched: (team, visit) => onDispatched(tablet, team, visit),
    onBack: () => void refresh(tablet),
  });
  tablet.whereabouts = new Whereabouts({
    underWay: () => (tablet.route.visits.some((visit) => visit.status === "EnRoute") ? (tablet.bundle?.team ?? null) : null),
    post: (position) => tablet.api.tellPosition(position),
    geolocation: "geolocation" in navigator ? navigator.geolocation : null,
    now: Date.now,
  });
  await readEntries(tablet);
  const sealed = await find<Sealed>(tablet.database, "bundle");
  const ticks = await find<Sealed>(tablet.database, "ticks");
  if (ticks) tablet.ticks = await vault.unseal(ticks);
  if (sealed) {
    const kept = await vault.unseal<KeptBundle>(sealed);
    tablet.bundle = kept.bundle;
    tablet.fetchedAt = kept.fetchedAt;
    tablet.clock.offset = kept.offset;
  }
  tablet.phase = tablet.bundle ? "working" : "shifts";
  tablet.changed();
}

/** Sends, listens and fetches: at start, and when the session is ours again. */
export function openLine(tablet: Tablet): void {
  void tablet.sender?.nudge();
  void loadShifts(tablet);
  if (!tablet.bundle) return;
  void refresh(tablet);
  void tablet.live?.start();
}

export async function closeWork(tablet: Tablet): Promise<void> {
  tablet.sender?.stop();
  tablet.whereabouts?.stop();
  tablet.alarm.stop();
  await tablet.live?.stop();
}

async function alone(work: () => Promise<void>): Promise<void> {
  await navigator.locks.request("mobileteams-sending", work);
}

export async function readEntries(tablet: Tablet): Promise<void> {
  if (!tablet.outbox) return;
  tablet.entries = await tablet.outbox.list();
  tablet.refused = await tablet.outbox.listRefused();
  for (const { receipt } of tablet.entries) if (receipt) tablet.lastReceiptAt = Math.max(tablet.lastReceiptAt, receipt.at);
  tablet.changed();
}

async function onSent(tablet: Tablet): Promise<void> {
  await readEntries(tablet);
  void keep(tablet.database, "contact", Date.now());
  if (tablet.unsent === 0) void refresh(tablet);
}

export async function loadShifts(tablet: Tablet): Promise<void> {
  const answer = await tablet.api.shifts();
  if (answer.kind !== "ok") {
    if (answer.kind === "refused") tablet.problem = answer.detail;
    tablet.changed();
    return;
  }
  tablet.shifts = answer.value;
  const chosen = answer.value.find((s) => s.team === tablet.choice?.team) ?? answer.value.find((s) => s.isNow) ?? answer.value[0];
  if (chosen && chosen.team !== tablet.choice?.team) chooseShift(tablet, chosen.team);
  tablet.changed();
}

export function chooseShift(tablet: Tablet, team: string): void {
  const shift = tablet.shifts?.find((s) => s.team === team);
  if (!shift) return;
  tablet.choice = { team, vehicle: shift.vehicle?.id ?? (shift.vehicles.length === 1 ? shift.vehicles[0]!.id : null) };
  tablet.problem = "";
  tablet.changed();
}

/** Tells the server the vehicle and that the crew is right, and takes the whole shift onto the tablet. */
export async function startShift(tablet: Tablet, team: string, vehicle: string | null, code: string): Promise<void> {
  if (code !== "") tablet.pin = await makePin(code);
  const started = await tablet.api.startShift(team, vehicle);
  if (started.kind !== "ok") {
    tablet.problem = started.kind === "refused" ? started.detail : tablet.say(started.kind === "away" ? "shiftAway" : "signInBanner");
    tablet.changed();
    return;
  }
  tablet.bundleProblem = "";
  await fetchBundle(tablet, team);
  if (!tablet.bundle || tablet.bundle.team !== team) {
    tablet.problem = tablet.bundleProblem || tablet.say("shiftAway");
    tablet.changed();
    return;
  }
  tablet.phase = "working";
  location.hash = "#/";
  await tablet.live?.start();
  await tablet.live?.follow().catch(() => undefined);
  if ("Notification" in window && Notification.permission === "default") void Notification.requestPermission();
  void navigator.storage?.persist?.();
  tablet.changed();
}

export async function leaveShift(tablet: Tablet): Promise<void> {
  tablet.phase = "shifts";
  tablet.closeSheet();
  await loadShifts(tablet);
}

let fetching: Promise<void> | null = null;
let fetchAgain = false;

/** Fetches the bundle anew; a call while one is under way makes one more after it. */
export function refresh(tablet: Tablet): Promise<void> {
  const team = tablet.bundle?.team;
  if (!team) return Promise.resolve();
  if (fetching) {
    fetchAgain = true;
    return fetching;
  }
  fetching = (async () => {
    try {
      do {
        fetchAgain = false;
        await fetchBundle(tablet, team);
      } while (fetchAgain);
    } finally {
      fetching = null;
    }
  })();
  return fetching;
}

async function fetchBundle(tablet: Tablet, team: string): Promise<void> {
  const askedAt = Date.now();
  const answer = await tablet.api.bundle(team);
  if (answer.kind === "refused") tablet.bundleProblem = answer.detail || answer.code;
  if (answer.kind === "ok") {
    tablet.clock.learn(answer.value.serverTime, askedAt, Date.now());
    await adopt(tablet, answer.value);
    void tablet.sender?.nudge();
  }
  tablet.changed();
}

async function adopt(tablet: Tablet, bundle: TabletBundle): Promise<void> {
  const before = tablet.bundle;
  if (before?.team === bundle.team && bundle.version < before.version) return;
  tablet.bundle = bundle;
  tablet.bundleProblem = "";
  tablet.fetchedAt = Date.now();
  if (before && before.team !== bundle.team) {
    tablet.ticks = {};
    await drop(tablet.database, "ticks");
  }
  const kept: KeptBundle = { bundle, fetchedAt: tablet.fetchedAt, offset: tablet.clock.offset };
  await keep(tablet.database, "bundle", await tablet.vault!.seal(kept));
  await keep(tablet.database, "contact", tablet.fetchedAt);
  await tablet.outbox!.settle(bundle.team, bundle.version);
  await readEntries(tablet);
  const rung = bundle.visits.find((visit) => visit.visit === tablet.dispatched?.visit);
  if (rung && rung.status !== "Dispatched") tablet.dispatched = null;
  if (before?.team === bundle.team && order(before) !== order(bundle)) tablet.announce(tablet.say("routeChanged"));
  void keepMap(bundle, (kept) => {
    tablet.mapKept = kept;
    tablet.changed();
  });
}

function order(bundle: TabletBundle): string {
  return [...bundle.visits].sort((a, b) => a.order - b.order).map((visit) => visit.visit).join(" ");
}

function onDispatched(tablet: Tablet, team: string, visit: string): void {
  if (team !== tablet.bundle?.team) return;
  if (tablet.entries.some((entry) => entry.receipt === null && entry.event.visit === visit && entry.event.kind === "Acknowledged")) {
    // She has answered and the server does not know it yet.
    void tablet.sender?.nudge();
    return;
  }
  if (tablet.dispatched?.visit === visit) tablet.alarm.once();
  tablet.dispatched = { team, visit };
  void refresh(tablet);
  tablet.changed();
  // The lock screen of the tablet may show this: it says nothing about anybody.
  if (document.hidden && "Notification" in window && Notification.permission === "granted") {
    void navigator.serviceWorker?.ready.then((registration) =>
      registration.showNotification(tablet.say("notification"), {
        tag: "dispatch",
        requireInteraction: true,
        icon: "/tablet/icons/icon-192.png",
        // A second ring for the same assignment sounds like the first.
        renotify: true,
      } as NotificationOptions),
    );
  }
}
