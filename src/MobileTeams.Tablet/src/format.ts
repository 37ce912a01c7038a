import type { Language } from "./wire";

/** Times, distances and numbers in the nurse's language and the service's time zone. */
export class Format {
  readonly #time: Intl.DateTimeFormat;
  readonly #date: Intl.DateTimeFormat;
  readonly #kilometres: Intl.NumberFormat;

  constructor(language: Language, timeZone: string) {
    const locale = language === "sv" ? "sv-SE" : "en-GB";
    this.#time = new Intl.DateTimeFormat(locale, { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    this.#date = new Intl.DateTimeFormat(locale, { timeZone, weekday: "long", day: "numeric", month: "long" });
    this.#kilometres = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  }

  /** 07:44. */
  time(instant: number | string): string {
    return this.#time.format(typeof instant === "string" ? Date.parse(instant) : instant).replace(".", ":");
  }

  date(instant: number | string): string {
    return this.#date.format(typeof instant === "string" ? Date.parse(instant) : instant);
  }

  distance(metres: number): string {
    return metres < 1000 ? `${Math.round(metres / 10) * 10} m` : `${this.#kilometres.format(metres < 10_000 ? metres / 1000 : Math.round(metres / 1000))} km`;
  }

  minutes(seconds: number): string {
    return `${Math.max(1, Math.round(seconds / 60))} min`;
  }
}
