import { lock, signInAgain, signOut } from "../account";
import { drawing, h } from "../dom";
import { record } from "../record";
import { leaveShift } from "../shift";
import type { Sheet, Tablet } from "../tablet";
import { unsentWords } from "../words";
import { holdButton } from "./actions";
import { busy, read } from "./doorActions";
import { problem } from "./doors";
import { lines } from "./drawings";

/** What slides up from below: one question at a time. */
export function sheetContent(tablet: Tablet, sheet: Sheet): HTMLElement {
  switch (sheet.kind) {
    case "menu":
      return frame(tablet, tablet.say("menu"), menu(tablet));
    case "noAnswer":
      return noAnswer(tablet, sheet.visit);
    case "declined":
      return declined(tablet, sheet.visit);
    case "note":
      return note(tablet, sheet.visit);
    case "signInAgain":
      return again(tablet);
    case "signOut":
    case "anotherPerson":
      return leaving(tablet, sheet.kind);
  }
}

function frame(tablet: Tablet, title: string, ...content: (HTMLElement | null)[]): HTMLElement {
  return h(
    "div.sheet",
    { key: title },
    h("div.sheet-top", { key: "top" }, h("h2", { id: "sheet-title" }, title), h("button.plain", { type: "button", "aria-label": tablet.say("close"), onclick: () => tablet.closeSheet() }, drawing(lines.cross))),
    content,
  );
}

function menu(tablet: Tablet): HTMLElement {
  const { say } = tablet;
  const isWorking = tablet.phase === "working";
  return h(
    "div.menu",
    { key: "menu" },
    tablet.me ? h("p.hint", null, say("signedInAs", { name: tablet.me.name })) : null,
    options(say("theme"), "theme", (["auto", "day", "dark"] as const).map((choice) => ({ value: choice, words: say(`theme.${choice}`), isChosen: tablet.themeChoice === choice, choose: () => tablet.chooseTheme(choice) }))),
    options(say("language"), "language", (["sv", "en"] as const).map((choice) => ({ value: choice, words: say(`language.${choice}`), isChosen: tablet.language === choice, choose: () => tablet.chooseLanguage(choice) }))),
    h("button.second", { type: "button", key: "sound", onclick: () => tablet.alarm.once() }, drawing(lines.bell), say("testSound")),
    isWorking ? h("button.second", { type: "button", key: "shift", onclick: () => void leaveShift(tablet) }, drawing(lines.list), say("otherShift")) : null,
    h("button.second", { type: "button", key: "lock", onclick: () => lock(tablet) }, drawing(lines.lock), say("lockNow")),
    h("button.second", { type: "button", key: "out", onclick: () => tablet.openSheet({ kind: "signOut" }) }, drawing(lines.person), say("signOut")),
  );
}

function options(legend: string, name: string, choices: { value: string; words: string; isChosen: boolean; choose: () => void }[]): HTMLElement {
  return h(
    "fieldset",
    { key: name },
    h("legend", null, legend),
    h("div.options", null, choices.map(({ value, words, isChosen, choose }) => h(`label.option${isChosen ? ".chosen" : ""}`, { key: value }, h("input", { type: "radio", name, value, checked: isChosen, onchange: choose }), h("span", null, words)))),
  );
}

function noAnswer(tablet: Tablet, visit: string): HTMLElement {
  const { say } = tablet;
  return frame(
    tablet,
    say("noAnswerTitle"),
    h("p", { key: "lead" }, say("noAnswerLead")),
    holdButton(tablet, say("holdToConfirm"), () => {
      tablet.closeSheet();
      void record(tablet, visit, "NoAnswer");
    }),
  );
}

const reasons = ["well", "later", "helped", "other"] as const;

function declined(tablet: Tablet, visit: string): HTMLElement {
  const { say } = tablet;
  return frame(
    tablet,
    say("declinedTitle"),
    h(
      "form",
      { key: "declined", id: "declined", autocomplete: "off", onsubmit: (event: SubmitEvent) => event.preventDefault() },
      h(
        "fieldset",
        null,
        h("legend", null, say("declinedWhy")),
        h("div.options.rows", null, reasons.map((reason) => h("label.option", { key: reason }, h("input", { type: "radio", name: "reason", value: reason }), h("span", null, say(`declined.${reason}`))))),
      ),
      h("label.field", null, h("span", null, say("declinedWords")), h("textarea", { name: "words", autocomplete: "off", rows: "2", maxlength: "500" })),
      problem(tablet),
      holdButton(tablet, say("holdToConfirm"), () => confirmDeclined(tablet, visit)),
    ),
  );
}

function confirmDeclined(tablet: Tablet, visit: string): void {
  const { say } = tablet;
  const data = new FormData(document.getElementById("declined") as HTMLFormElement);
  const reason = reasons.find((r) => r === data.get("reason"));
  const words = String(data.get("words") ?? "").trim();
  const chosen = reason && reason !== "other" ? say(`declined.${reason}`) : "";
  const text = [chosen, words].filter((part) => part !== "").join(". ");
  if (text === "") {
    tablet.problem = say("declinedChoose");
    tablet.changed();
    return;
  }
  tablet.closeSheet();
  void record(tablet, visit, "Declined", { text });
}

function note(tablet: Tablet, visit: string): HTMLElement {
  const { say } = tablet;
  return frame(
    tablet,
    say("noteTitle"),
    h(
      "form",
      {
        key: "note",
        // Otherwise the browser keeps what is typed here in its own session files, in the clear.
        autocomplete: "off",
        onsubmit: (event: SubmitEvent) => {
          const text = read(event)("text").trim();
          if (text === "") {
            tablet.problem = say("noteEmpty");
            tablet.changed();
            return;
          }
          tablet.closeSheet();
          void record(tablet, visit, "Note", { text });
        },
      },
      h("label.field", null, h("span", null, say("noteLabel")), h("textarea", { name: "text", autocomplete: "off", rows: "5", maxlength: "2000", autofocus: true })),
      h("p.hint", null, say("noteHint")),
      problem(tablet),
      h("button.primary", { type: "submit" }, say("save")),
    ),
  );
}

function again(tablet: Tablet): HTMLElement {
  const { say } = tablet;
  return frame(
    tablet,
    say("signInAgain"),
    h(
      "form",
      {
        key: "again",
        onsubmit: (event: SubmitEvent) => {
          const form = read(event);
          void busy(tablet, () => signInAgain(tablet, form("password")));
        },
      },
      h("label.field", null, h("span", null, say("login")), h("input", { name: "login", value: tablet.record?.login ?? "", readonly: true, autocomplete: "username" })),
      h("label.field", null, h("span", null, say("password")), h("input", { name: "password", type: "password", autocomplete: "current-password", required: true })),
      problem(tablet),
      h("button.primary", { type: "submit", "aria-disabled": tablet.isBusy ? "true" : null }, say("signIn")),
    ),
  );
}

function leaving(tablet: Tablet, kind: "signOut" | "anotherPerson"): HTMLElement {
  const { say } = tablet;
  const unsent = tablet.vault ? tablet.unsent : tablet.unsentBehindLock;
  const isOut = kind === "signOut";
  return frame(
    tablet,
    say(isOut ? "signOutTitle" : "anotherPerson"),
    h("p", { key: "lead" }, say(isOut ? "signOutLead" : "anotherPersonLead")),
    unsent > 0 ? h("p.problem", { key: "unsent", role: "alert" }, drawing(lines.warning), h("span", null, say(isOut ? "signOutUnsent" : "anotherPersonUnsent", { unsent: unsentWords(say, unsent) }))) : null,
    tablet.refused.length > 0 ? h("p.problem", { key: "refused" }, drawing(lines.warning), h("span", null, say("signOutRefused", { n: tablet.refused.length }))) : null,
    isOut && unsent > 0 ? h("button.second", { type: "button", key: "send", onclick: () => void tablet.sender?.nudge() }, say("sendNow")) : null,
    holdButton(tablet, say(isOut ? "holdToSignOut" : "holdToWipe"), () => void signOut(tablet)),
  );
}

/** Over everything, also over the lock: a new urgent assignment. It says nothing about the patient. */
export function alarmContent(tablet: Tablet, visit: string): HTMLElement {
  const { say } = tablet;
  return h(
    "div.alarm",
    { key: "alarm" },
    drawing(lines.bell, "alarm-mark"),
    h("h2", { id: "alarm-title" }, say("dispatchTitle")),
    h("p", { id: "alarm-text" }, say("dispatchLead")),
    h(
      "button.primary",
      {
        type: "button",
        autofocus: true,
        onclick: () => {
          void record(tablet, visit, "Acknowledged");
          if (!tablet.isLocked) location.hash = `#/visit/${visit}`;
        },
      },
      say("dispatchAcknowledge"),
    ),
  );
}
