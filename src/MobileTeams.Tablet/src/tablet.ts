import { Alarm } from "./alarm";
import { Api, type Reach } from "./api";
import { ServerClock } from "./clock";
import { Format } from "./format";
import type { LiveLine } from "./live";
import type { MapKept } from "./mapKeeping";
import type { Entry, Outbox, Refused } from "./outbox";
import type { Pin } from "./pin";
import type { Sender } from "./sender";
import { themeAt, type Theme, type ThemeChoice } from "./theme";
import type { Vault, VaultRecord } from "./vault";
import { routeOf, type Route } from "./visits";
import type { Whereabouts } from "./whereabouts";
import type { Language, SignedIn, TabletBundle, TabletShift } from "./wire";
import { sayIn, type Say } from "./words";

/** Which door the nurse stands at. */
export type Phase = "starting" | "signIn" | "unlock" | "oldPassword" | "shifts" | "working";

export type Sheet =
  | { kind: "menu" }
  | { kind: "noAnswer"; visit: string }
  | { kind: "declined"; visit: string }
  | { kind: "note"; visit: string }
  | { kind: "signInAgain" }
  | { kind: "signOut" }
  | { kind: "anotherPerson" };

export interface ShiftChoice {
  team: string;
  vehicle: string | null;
}

/** The running app: what it knows, and nothing about how it looks. */
export class Tablet {
  readonly api = new Api();
  readonly clock = new ServerClock();
  readonly alarm = new Alarm();

  phase: Phase = "starting";
  isLocked = false;
  isBusy = false;
  /** Under the form that is open; already in the nurse's language. */
  problem = "";
  sheet: Sheet | null = null;
  toast = "";
  reach: Reach = "reached";
  hasNewVersion = false;

  record: VaultRecord | null = null;
  vault: Vault | null = null;
  pin: Pin | null = null;
  unsentBehindLock = 0;
  me: SignedIn | null = null;

  shifts: TabletShift[] | null = null;
  choice: ShiftChoice | null = null;
  bundle: TabletBundle | null = null;
  bundleProblem = "";
  fetchedAt = 0;
  mapKept: MapKept | null = null;

  outbox: Outbox | null = null;
  sender: Sender | null = null;
  live: LiveLine | null = null;
  whereabouts: Whereabouts | null = null;
  entries: Entry[] = [];
  refused: Refused[] = [];
  lastReceiptAt = 0;
  /** The doorbell rang for this visit and nobody has acknowledged it here. */
  dispatched: { team: string; visit: string } | null = null;

  readonly revealed = new Set<string>();
  /** Ticked tasks: visit id → indices. */
  ticks: Record<string, number[]> = {};
  /** The button pressed last does not listen until then, so that a double tap is one tap. */
  quiet = { button: "", until: 0 };

  language: Language = localStorage.getItem("language") === "en" ? "en" : "sv";
  themeChoice: ThemeChoice = readThemeChoice();
  /** The server answered that it does not know us. */
  onSignedOut: () => void = () => {};
  #format: { language: Language; zone: string; format: Format } | null = null;
  #isDrawing = false;
  #toastTimer = 0;

  constructor(
    readonly database: IDBDatabase,
    private readonly draw: () => void,
  ) {
    this.api.onReach = (reach) => {
      if (reach === "signedOut") this.onSignedOut();
      if (this.reach === reach) return;
      this.reach = reach;
      this.changed();
    };
  }

  get say(): Say {
    return sayIn(this.language);
  }

  get timeZone(): string {
    return this.bundle?.timeZone ?? "Europe/Stockholm";
  }

  get format(): Format {
    if (this.#format?.language !== this.language || this.#format.zone !== this.timeZone) {
      this.#format = { language: this.language, zone: this.timeZone, format: new Format(this.language, this.timeZone) };
    }
    return this.#format.format;
  }

  get theme(): Theme {
    return themeAt(this.clock.now(), this.themeChoice, this.timeZone);
  }

  get route(): Route {
    return this.bundle ? routeOf(this.bundle, this.entries) : { visits: [], current: null };
  }

  get unsent(): number {
    return this.entries.filter((entry) => entry.receipt === null).length;
  }

  /** Says that something changed; the screen follows in the same turn, once. */
  changed(): void {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    queueMicrotask(() => {
      this.#isDrawing = false;
      this.draw();
    });
  }

  /** Shows a line for some seconds and says it to those who listen. */
  announce(text: string): void {
    this.toast = text;
    window.clearTimeout(this.#toastTimer);
    this.#toastTimer = window.setTimeout(() => {
      this.toast = "";
      this.changed();
    }, 2_500);
    const status = document.getElementById("status");
    if (status) status.textContent = text;
    this.changed();
  }

  openSheet(sheet: Sheet): void {
    this.sheet = sheet;
    this.problem = "";
    this.changed();
  }

  closeSheet(): void {
    this.sheet = null;
    this.problem = "";
    this.changed();
  }

  chooseLanguage(language: Language): void {
    this.language = language;
    localStorage.setItem("language", language);
    this.changed();
  }

  chooseTheme(choice: ThemeChoice): void {
    this.themeChoice = choice;
    localStorage.setItem("theme", choice);
    this.changed();
  }
}

function readThemeChoice(): ThemeChoice {
  const choice = localStorage.getItem("theme");
  return choice === "day" || choice === "dark" ? choice : "auto";
}
