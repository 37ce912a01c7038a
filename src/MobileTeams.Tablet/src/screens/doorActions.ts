import { bringAlong, enterPin, signIn, unlock } from "../account";
import type { Tablet } from "../tablet";

let typed = "";

export function pinDigitsTyped(): number {
  return typed.length;
}

export function enterPinDigit(tablet: Tablet, digit: string): void {
  typed += digit;
  tablet.problem = "";
  tablet.changed();
  if (typed.length < 4) return;
  const code = typed;
  typed = "";
  void enterPin(tablet, code);
}

export function erasePinDigit(tablet: Tablet): void {
  typed = typed.slice(0, -1);
  tablet.changed();
}

export function anotherPersonAsked(tablet: Tablet): void {
  tablet.openSheet({ kind: "anotherPerson" });
}

export function submitSignIn(tablet: Tablet, event: SubmitEvent): void {
  const form = read(event);
  void busy(tablet, () => signIn(tablet, form("login").trim(), form("password")));
}

export function submitUnlock(tablet: Tablet, event: SubmitEvent): void {
  const form = read(event);
  void busy(tablet, () => unlock(tablet, form("password")));
}

export function submitOldPassword(tablet: Tablet, event: SubmitEvent): void {
  const form = read(event);
  void busy(tablet, () => bringAlong(tablet, form("password")));
}

/** Reads a form's fields and keeps the browser from sending it. */
export function read(event: SubmitEvent): (name: string) => string {
  event.preventDefault();
  const data = new FormData(event.target as HTMLFormElement);
  return (name) => String(data.get(name) ?? "");
}

/** One thing at a time: a second press while the first works does nothing. */
export async function busy(tablet: Tablet, work: () => Promise<void>): Promise<void> {
  if (tablet.isBusy) return;
  tablet.isBusy = true;
  tablet.problem = "";
  tablet.changed();
  try {
    await work();
  } finally {
    tablet.isBusy = false;
    tablet.changed();
  }
}
