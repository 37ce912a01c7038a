import { keep } from "./database";
import { readEntries } from "./shift";
import type { Tablet } from "./tablet";
import { uuid7 } from "./uuid7";
import { isPossible } from "./visits";
import type { VisitEvent, VisitEventKind } from "./wire";

/** One tap is one event: a second within this time is a shaking hand. */
const quietMilliseconds = 600;

/** Writes down what happened, shows it, and sends it when it can be sent. */
export async function record(tablet: Tablet, visit: string, kind: VisitEventKind, more: { text?: string; minutes?: number } = {}): Promise<void> {
  const now = Date.now();
  const { bundle, outbox } = tablet;
  if (!bundle || !outbox) return;
  const shown = tablet.route.visits.find((v) => v.visit === visit);
  if (shown && !isPossible(kind, shown.status)) return;
  const button = buttonOf(kind, more.minutes);
  if (isQuiet(tablet, button)) return;
  tablet.quiet = { button, until: now + quietMilliseconds };
  window.setTimeout(() => tablet.changed(), quietMilliseconds);

  const event: VisitEvent = { id: uuid7(now), team: bundle.team, visit, kind, at: new Date(now).toISOString(), ...more };
  await outbox.add(event);
  if (tablet.dispatched?.visit === visit) tablet.dispatched = null;
  await readEntries(tablet);
  tablet.announce(said(tablet, event));
  void tablet.sender?.nudge();
}

function said(tablet: Tablet, event: VisitEvent): string {
  const words = event.kind === "Delayed" ? tablet.say("lateBy", { n: event.minutes ?? 0 }) : tablet.say(`said.${event.kind}`);
  return `${words} ${tablet.format.time(tablet.clock.now())}`;
}

/** All steps of a visit share the one big button; each of the others is its own. */
export function buttonOf(kind: VisitEventKind, minutes?: number): string {
  return kind === "Delayed" ? `late-${minutes}` : kind === "NoAnswer" || kind === "Declined" || kind === "Note" ? kind : "next";
}

export function isQuiet(tablet: Tablet, button: string): boolean {
  return tablet.quiet.button === button && Date.now() < tablet.quiet.until;
}

/** Ticks a task off, or on again; the nurse's own list, kept on the tablet only. */
export async function tick(tablet: Tablet, visit: string, task: number): Promise<void> {
  const ticked = new Set(tablet.ticks[visit]);
  if (!ticked.delete(task)) ticked.add(task);
  tablet.ticks[visit] = [...ticked];
  tablet.changed();
  await keep(tablet.database, "ticks", await tablet.vault!.seal(tablet.ticks));
}
