export type ThemeChoice = "auto" | "day" | "dark";
export type Theme = "day" | "dark";

/** Automatic is dark from 21 to 06 in the service's own time. */
export function themeAt(now: number, choice: ThemeChoice, timeZone: string): Theme {
  if (choice !== "auto") return choice;
  const hour = Number(new Intl.DateTimeFormat("sv-SE", { timeZone, hour: "numeric", hourCycle: "h23" }).format(now));
  return hour >= 21 || hour < 6 ? "dark" : "day";
}
