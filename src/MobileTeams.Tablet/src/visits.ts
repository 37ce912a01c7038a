import type { Entry } from "./outbox";
import type { TabletBundle, TabletVisit, VisitEvent, VisitEventKind, VisitStatus } from "./wire";

/** How far a visit has come; only rises. */
export enum Stage {
  Waiting,
  Acknowledged,
  EnRoute,
  Arrived,
  Over,
}

export function stageOf(status: VisitStatus): Stage {
  switch (status) {
    case "Requested":
    case "Planned":
    case "Published":
    case "Dispatched":
      return Stage.Waiting;
    case "Acknowledged":
      return Stage.Acknowledged;
    case "EnRoute":
      return Stage.EnRoute;
    case "Arrived":
    case "InProgress":
      return Stage.Arrived;
    case "Completed":
    case "NoAnswer":
    case "Declined":
    case "Cancelled":
    case "Redirected":
      return Stage.Over;
  }
}

/** What the one big button says next; null when the visit is over. */
export function nextAction(status: VisitStatus): "Acknowledged" | "EnRoute" | "Arrived" | "Completed" | null {
  switch (stageOf(status)) {
    case Stage.Waiting:
      return "Acknowledged";
    case Stage.Acknowledged:
      return "EnRoute";
    case Stage.EnRoute:
      return "Arrived";
    case Stage.Arrived:
      return "Completed";
    case Stage.Over:
      return null;
  }
}

/** Which of the side actions make sense. Nobody fails to open before somebody has come near the door. */
export function isPossible(kind: VisitEventKind, status: VisitStatus): boolean {
  const stage = stageOf(status);
  switch (kind) {
    case "Note":
      return true;
    case "NoAnswer":
      return stage === Stage.EnRoute || stage === Stage.Arrived;
    case "Declined":
    case "Delayed":
      return stage !== Stage.Over;
    default:
      return nextAction(status) === kind;
  }
}

/** A visit as the nurse sees it: the server's truth with what she did since laid over it. */
export interface RouteVisit extends TabletVisit {
  /** Events the server has not confirmed. */
  unsent: number;
  /** Milliseconds since the epoch, with delays that the server has not counted yet. */
  startsAt: number;
  endsAt: number;
}

export interface Route {
  visits: RouteVisit[];
  /** Where the team is in its day; null when everything is over. */
  current: RouteVisit | null;
}

/** True while the bundle cannot show the event yet. */
function isAhead(entry: Entry, bundle: TabletBundle): boolean {
  if (entry.event.team !== bundle.team) return false;
  if (entry.receipt === null) return true;
  return entry.receipt.result !== "noted" && entry.receipt.version > bundle.version;
}

export function routeOf(bundle: TabletBundle, entries: Entry[]): Route {
  const ahead = entries.filter((entry) => isAhead(entry, bundle));
  const visits = [...bundle.visits].sort((a, b) => a.order - b.order).map((visit) => begin(visit));
  for (const entry of ahead) apply(visits, entry.event, entry.receipt === null);
  return { visits, current: currentOf(visits) };
}

function begin(visit: TabletVisit): RouteVisit {
  return { ...visit, notes: [...visit.notes], unsent: 0, startsAt: Date.parse(visit.start), endsAt: Date.parse(visit.end) };
}

function apply(visits: RouteVisit[], event: VisitEvent, isUnsent: boolean): void {
  const index = visits.findIndex((visit) => visit.visit === event.visit);
  const visit = visits[index];
  // The visit went to another team meanwhile; the server has the last word about the event.
  if (!visit) return;
  if (isUnsent) visit.unsent++;
  switch (event.kind) {
    case "Note":
      visit.notes.push({ at: event.at, by: "", text: event.text ?? "" });
      return;
    case "Delayed":
      delay(visits.slice(index), (event.minutes ?? 0) * 60_000);
      return;
    default:
      if (stageOf(event.kind) > stageOf(visit.status)) visit.status = event.kind;
      if (event.kind === "Declined" && event.text) visit.notes.push({ at: event.at, by: "", text: event.text });
  }
}

function delay(visits: RouteVisit[], milliseconds: number): void {
  for (const visit of visits) {
    const stage = stageOf(visit.status);
    if (stage === Stage.Over) continue;
    if (stage !== Stage.Arrived) visit.startsAt += milliseconds;
    visit.endsAt += milliseconds;
  }
}

/** The visit somebody is at; else what is urgent and taken; else where they are heading; else the next in order. */
function currentOf(visits: RouteVisit[]): RouteVisit | null {
  let best: RouteVisit | null = null;
  for (const visit of visits) {
    if (stageOf(visit.status) === Stage.Over) continue;
    if (best === null || weight(visit) > weight(best)) best = visit;
  }
  return best;
}

function weight(visit: RouteVisit): number {
  const stage = stageOf(visit.status);
  if (stage === Stage.Arrived) return 100;
  return stage + (visit.isUrgent && stage !== Stage.Waiting ? 10 : 0);
}

/** Dispatched as urgent and not acknowledged: it must be seen now, whether or not the doorbell rang. */
export function findUnacknowledged(visits: RouteVisit[]): RouteVisit | null {
  return visits.find((visit) => visit.status === "Dispatched" && visit.isUrgent) ?? null;
}

const nameOpensBefore = 30 * 60_000;

/** The full name shows when the visit is near or under way, or on asking; a protected name only on asking. */
export function isNameOpen(visit: RouteVisit, now: number, isRevealed: boolean): boolean {
  if (isRevealed) return true;
  if (visit.patient.isProtected) return false;
  const stage = stageOf(visit.status);
  return stage === Stage.EnRoute || stage === Stage.Arrived || (stage !== Stage.Over && now >= visit.startsAt - nameOpensBefore);
}

/** Minutes that the visit now starts after what was promised; 0 when the promise holds. */
export function minutesPastPromise(visit: RouteVisit): number {
  const stage = stageOf(visit.status);
  if (!visit.promised || stage === Stage.Over || stage === Stage.Arrived) return 0;
  return Math.max(0, Math.ceil((visit.startsAt - Date.parse(visit.promised.latest)) / 60_000));
}
