/** What the server and the tablet say to each other, as JSON. Instants are ISO 8601 strings, places are [longitude, latitude]. */

export type Instant = string;
export type LonLat = [lon: number, lat: number];
export type Language = "sv" | "en";

export interface SignedIn {
  name: string;
  roles: string[];
  language: Language;
}

export interface CrewMember {
  name: string;
  category: string;
}

export interface Vehicle {
  id: string;
  name: string;
}

export interface TabletShift {
  team: string;
  name: string;
  centre: string;
  date: string;
  start: Instant;
  end: Instant;
  crew: CrewMember[];
  vehicle: Vehicle | null;
  vehicles: Vehicle[];
  isNow: boolean;
}

export type VisitStatus =
  | "Requested"
  | "Planned"
  | "Published"
  | "Dispatched"
  | "Acknowledged"
  | "EnRoute"
  | "Arrived"
  | "InProgress"
  | "Completed"
  | "NoAnswer"
  | "Declined"
  | "Cancelled"
  | "Redirected";

export type Urgency = "Red" | "Orange" | "Yellow" | "Green" | "Blue";

export interface Patient {
  name: string;
  shortName: string;
  age: number | null;
  address: string;
  place: LonLat | null;
  whatMatters: string;
  access: { kind: string; detail: string };
  safety: string[];
  phone: string;
  permanentContact: { name: string; phone?: string | null } | null;
  relatives: { name: string; relation: string; phone: string }[];
  isProtected: boolean;
  /** No known patient: name, address and number are the caller's words. */
  isUnknown: boolean;
}

export interface Sbar {
  situation: string;
  background: string;
  assessment: string;
  recommendation: string;
}

export interface VisitNote {
  at: Instant;
  by: string;
  text: string;
}

export interface TabletVisit {
  visit: string;
  order: number;
  status: VisitStatus;
  start: Instant;
  end: Instant;
  promised: { earliest: Instant; latest: Instant } | null;
  travelSeconds: number;
  travelMetres: number;
  urgency: Urgency | null;
  isUrgent: boolean;
  isTogether: boolean;
  /** The other team of two, and how far it has come. */
  with: { name: string; status: VisitStatus }[];
  patient: Patient;
  tasks: { kind: string; text: string }[];
  sbar: Sbar | null;
  notes: VisitNote[];
  legShape: LonLat[];
  legSteps: { street: string; metres: number; seconds: number }[];
}

export interface TabletBundle {
  team: string;
  name: string;
  centre: string;
  date: string;
  version: number;
  serverTime: Instant;
  timeZone: string;
  start: Instant;
  end: Instant;
  crew: CrewMember[];
  vehicle: Vehicle | null;
  base: { name: string; place: LonLat };
  breaks: { start: Instant; minutes: number }[];
  visits: TabletVisit[];
  mapStyles: { day: string; night: string };
  tiles: string[];
}

export type VisitEventKind = "Acknowledged" | "EnRoute" | "Arrived" | "Completed" | "NoAnswer" | "Declined" | "Note" | "Delayed";

export interface VisitEvent {
  /** UUID version 7, made by the tablet; a second event with the same id changes nothing. */
  id: string;
  team: string;
  visit: string;
  kind: VisitEventKind;
  /** By the tablet's own clock. */
  at: Instant;
  text?: string;
  minutes?: number;
}

/** Where the tablet is, in degrees; told while its team is on its way, and never kept on the tablet. */
export interface Position {
  id: string;
  team: string;
  lon: number;
  lat: number;
  /** Metres. */
  accuracy: number;
  at: Instant;
}

export interface EventAnswer {
  result: "accepted" | "noted" | "repeated" | "refused";
  code?: string | null;
  message?: string | null;
  /** The day's version after it; null where there is no such day for this team. */
  version: number | null;
}
