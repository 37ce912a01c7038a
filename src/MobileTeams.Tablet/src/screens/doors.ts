import { anotherPersonAsked, enterPinDigit, erasePinDigit, pinDigitsTyped, submitOldPassword, submitSignIn, submitUnlock } from "./doorActions";
import { drawing, h } from "../dom";
import type { Tablet } from "../tablet";
import { unsentWords } from "../words";
import { lines } from "./drawings";

/** The screens before the work: sign in, unlock, code. */
export function signInScreen(tablet: Tablet): HTMLElement {
  const { say } = tablet;
  return door(
    tablet,
    say("signInTitle"),
    say("signInLead"),
    h(
      "form",
      { key: "sign-in", onsubmit: (event: SubmitEvent) => submitSignIn(tablet, event) },
      field("login", say("login"), { autocomplete: "username", autocapitalize: "none", spellcheck: "false", required: true }),
      field("password", say("password"), { type: "password", autocomplete: "current-password", required: true }),
      problem(tablet),
      h("button.primary", { type: "submit", "aria-disabled": tablet.isBusy ? "true" : null }, say(tablet.isBusy ? "signingIn" : "signIn")),
    ),
  );
}

export function unlockScreen(tablet: Tablet): HTMLElement {
  const { say } = tablet;
  const unsent = tablet.vault ? tablet.unsent : tablet.unsentBehindLock;
  return door(
    tablet,
    say("unlockTitle"),
    say("unlockLead"),
    h(
      "form",
      { key: "unlock", onsubmit: (event: SubmitEvent) => submitUnlock(tablet, event) },
      unsent > 0 ? h("p.hint.strong", null, say("unlockUnsent", { unsent: unsentWords(say, unsent) })) : null,
      field("login", say("login"), { value: tablet.record?.login ?? "", readonly: true, autocomplete: "username" }),
      field("password", say("password"), { type: "password", autocomplete: "current-password", required: true }),
      problem(tablet),
      h("button.primary", { type: "submit", "aria-disabled": tablet.isBusy ? "true" : null }, say("unlock")),
      h("button.quiet", { type: "button", onclick: () => anotherPersonAsked(tablet) }, say("anotherPerson")),
    ),
  );
}

export function oldPasswordScreen(tablet: Tablet): HTMLElement {
  const { say } = tablet;
  return door(
    tablet,
    say("oldPasswordTitle"),
    say("oldPasswordLead", { unsent: unsentWords(say, tablet.unsentBehindLock) }),
    h(
      "form",
      { key: "old-password", onsubmit: (event: SubmitEvent) => submitOldPassword(tablet, event) },
      field("password", say("oldPassword"), { type: "password", autocomplete: "off", required: true }),
      problem(tablet),
      h("button.primary", { type: "submit", "aria-disabled": tablet.isBusy ? "true" : null }, say("goOn")),
      h("button.quiet", { type: "button", onclick: () => anotherPersonAsked(tablet) }, say("anotherPerson")),
    ),
  );
}

/** The locked screen with a code: big keys, for gloves. */
export function pinScreen(tablet: Tablet): HTMLElement {
  const { say } = tablet;
  const typed = pinDigitsTyped();
  const key = (digit: string) => h("button.key", { type: "button", onclick: () => enterPinDigit(tablet, digit) }, digit);
  return door(
    tablet,
    say("locked"),
    say("lockedLead"),
    h(
      "div.pin",
      { key: "pin" },
      h("p", { id: "pin-label" }, say("pinLead")),
      h("div.dots", { role: "img", "aria-label": `${say("pinDigits")} ${typed}/4` }, [0, 1, 2, 3].map((i) => h(i < typed ? "span.full" : "span"))),
      problem(tablet),
      h(
        "div.keys",
        { role: "group", "aria-labelledby": "pin-label" },
        ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map(key),
        h("button.key.small", { type: "button", onclick: () => erasePinDigit(tablet) }, say("erase")),
        key("0"),
        h("button.key.small", { type: "button", onclick: () => forgetPin(tablet) }, say("usePassword")),
      ),
    ),
  );
}

function forgetPin(tablet: Tablet): void {
  tablet.pin = null;
  tablet.problem = "";
  tablet.changed();
}

function door(tablet: Tablet, title: string, lead: string, content: HTMLElement): HTMLElement {
  const { say, language } = tablet;
  const other = language === "sv" ? "en" : "sv";
  return h(
    "main.door",
    { key: "door" },
    h("div.door-top", null, drawing(lines.house, "mark"), h("span.brand", null, say("appName")), h("button.quiet.tongue", { type: "button", lang: other, onclick: () => tablet.chooseLanguage(other) }, say(`language.${other}`))),
    h("h1", { tabindex: "-1" }, title),
    h("p.lead", null, lead),
    content,
  );
}

function field(name: string, label: string, attributes: Record<string, string | boolean>): HTMLElement {
  return h("label.field", { key: name }, h("span", null, label), h("input", { name, ...attributes }));
}

export function problem(tablet: Tablet): HTMLElement {
  return h("p.problem", { role: "alert", key: "problem" }, tablet.problem === "" ? null : [drawing(lines.warning), h("span", null, tablet.problem)]);
}
