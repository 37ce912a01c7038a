import { drawing, h } from "../dom";
import { buttonOf, isQuiet, record } from "../record";
import type { Tablet } from "../tablet";
import { isPossible, nextAction, type RouteVisit } from "../visits";
import { lines } from "./drawings";

/** The one big button; its word is the next step of the visit. */
export function nextButton(tablet: Tablet, visit: RouteVisit, whom: string): HTMLElement | null {
  const action = nextAction(visit.status);
  if (!action) return null;
  return h(
    `button.primary.next.to-${action}`,
    { type: "button", key: "next", "aria-disabled": isQuiet(tablet, "next") ? "true" : null, onclick: () => void record(tablet, visit.visit, action) },
    h("span.next-word", null, tablet.say(`action.${action}`)),
    whom === "" ? null : h("span.next-whom", null, whom),
  );
}

/** The smaller things that may happen at a visit. */
export function sideButtons(tablet: Tablet, visit: RouteVisit): HTMLElement {
  const { say } = tablet;
  const off = (isOn: boolean) => (isOn ? null : "");
  const late = isPossible("Delayed", visit.status);
  return h(
    "div.sides",
    { key: "sides" },
    h(
      "div.late",
      { role: "group", "aria-label": say("lateLabel"), key: "late" },
      h("span.late-label", { "aria-hidden": "true" }, say("lateLabel")),
      [10, 20, 30].map((minutes) =>
        h(
          "button.side",
          {
            type: "button",
            disabled: off(late),
            "aria-disabled": isQuiet(tablet, buttonOf("Delayed", minutes)) ? "true" : null,
            "aria-label": say("lateBy", { n: minutes }),
            onclick: () => void record(tablet, visit.visit, "Delayed", { minutes }),
          },
          say("lateMore", { n: minutes }),
        ),
      ),
    ),
    h(
      "div.others",
      { key: "others" },
      h("button.side", { type: "button", disabled: off(isPossible("NoAnswer", visit.status)), onclick: () => tablet.openSheet({ kind: "noAnswer", visit: visit.visit }) }, say("action.NoAnswer")),
      h("button.side", { type: "button", disabled: off(isPossible("Declined", visit.status)), onclick: () => tablet.openSheet({ kind: "declined", visit: visit.visit }) }, say("action.Declined")),
      h("button.side", { type: "button", onclick: () => tablet.openSheet({ kind: "note", visit: visit.visit }) }, say("action.Note")),
    ),
  );
}

/** A button that wants 0.7 s under a finger, or two presses of a key. */
export function holdButton(tablet: Tablet, words: string, onconfirm: () => void): HTMLElement {
  const { say } = tablet;
  return h("button.primary.hold", { type: "button", "data-hold": say("pressAgain"), onconfirm }, h("span.hold-word", null, words), h("span.hold-again", null, drawing(lines.check), say("pressAgain")));
}
