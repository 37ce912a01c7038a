import type { Entry, Receipt } from "../src/outbox";
import type { TabletBundle, TabletVisit, VisitEvent, VisitEventKind, VisitStatus } from "../src/wire";

export const team = "team-n2";

/** 2026-11-22 08:00 in Stockholm, which is 07:00 UTC. */
export const eight = Date.parse("2026-11-22T07:00:00Z");
export const minute = 60_000;

export function visit(id: string, order: number, status: VisitStatus = "Published", more: Partial<TabletVisit> = {}): TabletVisit {
  const start = eight + order * 60 * minute;
  return {
    visit: id,
    order,
    status,
    start: new Date(start).toISOString(),
    end: new Date(start + 30 * minute).toISOString(),
    promised: null,
    travelSeconds: 600,
    travelMetres: 8000,
    urgency: null,
    isUrgent: false,
    isTogether: false,
    with: [],
    patient: {
      name: "Gösta Lindahl",
      shortName: "Gösta L.",
      age: 91,
      address: "Storgatan 4, Örbyhus",
      place: [17.7, 60.2],
      whatMatters: "Att slippa åka in.",
      access: { kind: "DigitalLock", detail: "4471" },
      safety: [],
      phone: "0293-1",
      permanentContact: null,
      relatives: [],
      isProtected: false,
      isUnknown: false,
    },
    tasks: [],
    sbar: null,
    notes: [],
    legShape: [],
    legSteps: [],
    ...more,
  };
}

export function bundle(version: number, ...visits: TabletVisit[]): TabletBundle {
  return {
    team,
    name: "N2",
    centre: "Vårdcentrum Tierp",
    date: "2026-11-22",
    version,
    serverTime: new Date(eight).toISOString(),
    timeZone: "Europe/Stockholm",
    start: new Date(eight).toISOString(),
    end: new Date(eight + 480 * minute).toISOString(),
    crew: [],
    vehicle: null,
    base: { name: "Tierp", place: [17.5, 60.3] },
    breaks: [],
    visits,
    mapStyles: { day: "/map/style.json?theme=day", night: "/map/style.json?theme=night" },
    tiles: [],
  };
}

let made = 0;

export function event(kind: VisitEventKind, of: string, more: Partial<VisitEvent> = {}): VisitEvent {
  made++;
  return { id: `event-${made}`, team, visit: of, kind, at: new Date(eight + made * 1000).toISOString(), ...more };
}

export function entry(of: VisitEvent, receipt: Receipt | null = null): Entry {
  return { sequence: Number(of.id.slice(6)), event: of, receipt };
}
