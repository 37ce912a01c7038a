import { drawing, h } from "../dom";
import { pinPattern } from "../pin";
import { chooseShift, loadShifts, startShift } from "../shift";
import type { Tablet } from "../tablet";
import type { TabletShift } from "../wire";
import { codeWord } from "../words";
import { busy, read } from "./doorActions";
import { problem } from "./doors";
import { lines } from "./drawings";

/** Before driving: which shift, which car, who sits in it. */
export function shiftsScreen(tablet: Tablet): HTMLElement {
  const { say, shifts, choice } = tablet;
  const chosen = shifts?.find((shift) => shift.team === choice?.team) ?? null;
  return h(
    "main.shifts",
    { key: "shifts" },
    h("h1", { tabindex: "-1" }, say("shiftTitle")),
    shifts === null || shifts.length === 0
      ? h(
          "div.empty",
          { key: "none" },
          h("p", null, say(shifts === null ? (tablet.reach === "away" ? "shiftAway" : "starting") : "shiftNone")),
          h("button.second", { type: "button", onclick: () => void loadShifts(tablet) }, say("tryAgain")),
        )
      : h(
          "form",
          { key: "form", onsubmit: (event: SubmitEvent) => submit(tablet, event) },
          h("div.choices", { role: "radiogroup", "aria-label": say("shiftTitle"), key: "choices" }, shifts.map((shift) => shiftChoice(tablet, shift))),
          chosen ? details(tablet, chosen) : null,
        ),
  );
}

function shiftChoice(tablet: Tablet, shift: TabletShift): HTMLElement {
  const { say, format } = tablet;
  const isChosen = tablet.choice?.team === shift.team;
  return h(
    `label.choice${isChosen ? ".chosen" : ""}`,
    { key: shift.team },
    h("input", { type: "radio", name: "team", value: shift.team, checked: isChosen, onchange: () => chooseShift(tablet, shift.team) }),
    h("span.choice-name", null, shift.name, shift.isNow ? h("em.tag", null, say("now")) : null),
    h("span.choice-when", null, `${format.date(shift.start)} ${format.time(shift.start)}–${format.time(shift.end)}`),
    h("span.choice-where", null, shift.centre),
  );
}

function details(tablet: Tablet, shift: TabletShift): HTMLElement {
  const { say } = tablet;
  return h(
    "div.details",
    { key: `details-${shift.team}` },
    h(
      "fieldset",
      { key: "crew" },
      h("legend", null, say("crew")),
      h("ul.crew", null, shift.crew.map((member) => h("li", null, drawing(lines.person), h("b", null, member.name), h("span", null, codeWord(say, "category", member.category))))),
      h("label.tickline", null, h("input", { type: "checkbox", name: "crewRight" }), h("span", null, say("crewRight"))),
      h("p.hint", null, say("crewWrong")),
    ),
    shift.vehicles.length > 0
      ? h(
          "fieldset",
          { key: "vehicle" },
          h("legend", null, say("vehicle")),
          h("div.options", null, shift.vehicles.map((vehicle) => {
            const isChosen = tablet.choice?.vehicle === vehicle.id;
            return h(
              `label.option${isChosen ? ".chosen" : ""}`,
              { key: vehicle.id },
              h("input", { type: "radio", name: "vehicle", value: vehicle.id, checked: isChosen, onchange: () => chooseVehicle(tablet, vehicle.id) }),
              h("span", null, vehicle.name),
            );
          })),
        )
      : null,
    tablet.pin === null
      ? h(
          "fieldset",
          { key: "pin" },
          h("legend", null, say("pinTitle")),
          h("label.field", null, h("span.hint", null, say("pinHint")), h("input.code", { name: "code", type: "password", inputmode: "numeric", maxlength: "4", autocomplete: "off" })),
        )
      : null,
    h(
      "div.dock",
      { key: "dock" },
      problem(tablet),
      h("button.primary", { type: "submit", "aria-disabled": tablet.isBusy ? "true" : null }, say(tablet.isBusy ? "starting" : "startShift")),
    ),
  );
}

function chooseVehicle(tablet: Tablet, vehicle: string): void {
  if (tablet.choice) tablet.choice.vehicle = vehicle;
  tablet.changed();
}

function submit(tablet: Tablet, event: SubmitEvent): void {
  const form = read(event);
  const { choice, say } = tablet;
  const shift = tablet.shifts?.find((s) => s.team === choice?.team);
  if (!choice || !shift) return;
  const code = form("code").trim();
  const missing =
    form("crewRight") === ""
      ? say("crewConfirmFirst")
      : shift.vehicles.length > 0 && choice.vehicle === null
        ? say("vehicleChooseFirst")
        : code !== "" && !pinPattern.test(code)
          ? say("pinShape")
          : "";
  if (missing !== "") {
    tablet.problem = missing;
    tablet.changed();
    return;
  }
  void busy(tablet, () => startShift(tablet, choice.team, choice.vehicle, code));
}
