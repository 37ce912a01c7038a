import { drawing, h } from "../dom";
import { isQuiet, tick } from "../record";
import type { Tablet } from "../tablet";
import { isNameOpen, Stage, stageOf, type RouteVisit } from "../visits";
import { codeWord } from "../words";
import { nextButton, sideButtons } from "./actions";
import { lines } from "./drawings";
import { promiseLine, shortName, statusWord, togetherWords } from "./parts";

/** Everything about one visit, what matters to the patient first. */
export function visitCard(tablet: Tablet, id: string): HTMLElement[] {
  const { visits } = tablet.route;
  const index = visits.findIndex((visit) => visit.visit === id);
  const visit = visits[index];
  const { say } = tablet;
  if (!visit) return [h("section.card", { key: "gone" }, h("h1", { tabindex: "-1" }, say("gone")), h("p", null, h("a.second", { href: "#/" }, say("toRoute"))))];
  const following = visits.slice(index + 1).find((next) => stageOf(next.status) !== Stage.Over);
  return [
    h(
      "section.card",
      { key: `card-${id}`, "aria-label": say("position", { n: index + 1, all: visits.length }) },
      cardTop(tablet, visit, index + 1, visits.length),
      visit.patient.isUnknown ? null : h("div.matters", { key: "matters" }, h("h2", null, say("whatMatters")), h("p", null, visit.patient.whatMatters === "" ? say("whatMattersEmpty") : visit.patient.whatMatters)),
      who(tablet, visit),
      safety(tablet, visit),
      tasks(tablet, visit),
      sbar(tablet, visit),
      contacts(tablet, visit),
      notes(tablet, visit),
      following ? h("p.then", { key: "then" }, say("then", { what: `${shortName(say, following)} ${tablet.format.time(following.startsAt)}` })) : null,
    ),
    h("div.dock", { key: "dock" }, nextButton(tablet, visit, "") ?? onward(tablet, visit), sideButtons(tablet, visit)),
  ];
}

/** When this one is over: straight to the next. */
function onward(tablet: Tablet, visit: RouteVisit): HTMLElement | null {
  const { current } = tablet.route;
  if (!current || current.visit === visit.visit) return null;
  return h(
    "button.primary.next",
    {
      type: "button",
      key: "next",
      "aria-disabled": isQuiet(tablet, "next") ? "true" : null,
      onclick: () => {
        if (!isQuiet(tablet, "next")) location.hash = `#/visit/${current.visit}`;
      },
    },
    h("span.next-word", null, tablet.say("nextVisit")),
    h("span.next-whom", null, `${tablet.format.time(current.startsAt)} ${shortName(tablet.say, current)}`),
  );
}

function cardTop(tablet: Tablet, visit: RouteVisit, position: number, all: number): HTMLElement {
  const { say } = tablet;
  return h(
    "div.card-top",
    { key: "top" },
    h("a.plain.back", { href: "#/", "aria-label": say("toRoute") }, drawing(lines.back)),
    h("span.state", null, statusWord(say, visit)),
    visit.unsent > 0 ? h("span.unsent", null, drawing(lines.cloudOff), say("unsentHere")) : null,
    h("span.gap"),
    h("span.hint", null, say("position", { n: position, all })),
  );
}

function who(tablet: Tablet, visit: RouteVisit): HTMLElement {
  const { say, format } = tablet;
  const { patient } = visit;
  const isOpen = isNameOpen(visit, tablet.clock.now(), tablet.revealed.has(visit.visit));
  const together = togetherWords(say, visit);
  const isHidden = patient.isProtected && !isOpen;
  return h(
    "div.who",
    { key: "who" },
    h("div.who-top", null, h("h1", { tabindex: "-1" }, isOpen && patient.name !== "" ? patient.name : shortName(say, visit)), h("time.when", null, format.time(visit.startsAt), h("small", null, `–${format.time(visit.endsAt)}`))),
    h(
      "p.who-line",
      null,
      isOpen && patient.age !== null ? h("span", null, say("age", { n: patient.age })) : null,
      promiseLine(tablet, visit),
      isOpen ? null : h("button.second.reveal", { type: "button", onclick: () => reveal(tablet, visit) }, drawing(lines.eye), say("showName")),
    ),
    patient.isUnknown ? h("p.flag.unknown", null, drawing(lines.warning), say("unknownPatient")) : null,
    patient.isProtected ? h("p.flag.protected", null, drawing(lines.shield), say("protectedIdentity")) : null,
    together !== "" ? h("p.flag", null, drawing(lines.people), together) : null,
    h(
      "dl.facts",
      null,
      h("dt", null, drawing(lines.house), say("address")),
      h("dd.address", null, isHidden ? say("addressHidden") : patient.address === "" ? say("addressProtected") : patient.address),
      patient.access.kind === "" ? null : [
        h("dt", null, drawing(lines.key), say("door")),
        h("dd", null, isHidden ? codeWord(say, "access", patient.access.kind) : [codeWord(say, "access", patient.access.kind), patient.access.detail === "" ? null : h("b.detail", null, patient.access.detail)]),
      ],
      h("dt", null, drawing(lines.road), say("way")),
      h("dd", null, way(tablet, visit, isHidden)),
    ),
  );
}

function reveal(tablet: Tablet, visit: RouteVisit): void {
  tablet.revealed.add(visit.visit);
  tablet.changed();
}

function way(tablet: Tablet, visit: RouteVisit, isHidden: boolean): (HTMLElement | string)[] {
  const { say, format } = tablet;
  const short = say("travel", { distance: format.distance(visit.travelMetres), minutes: format.minutes(visit.travelSeconds) });
  if (isHidden || visit.legSteps.length === 0) return [short];
  return [
    h(
      "details",
      { key: "way" },
      h("summary", null, h("span", null, short), h("span.more", null, say("wayDetail"))),
      h("ol.steps", null, visit.legSteps.map((step) => h("li", null, h("b", null, step.street === "" ? "–" : step.street), h("span", null, format.distance(step.metres))))),
    ),
  ];
}

function safety(tablet: Tablet, visit: RouteVisit): HTMLElement | null {
  const { say } = tablet;
  const urgency = visit.isUrgent ? (visit.urgency ? codeWord(say, "urgency", visit.urgency) : say("urgent")) : null;
  if (visit.patient.safety.length === 0 && !urgency) return null;
  return h(
    "div.flags",
    { key: "safety", role: "group", "aria-label": say("safety") },
    urgency ? h("span.flag.urgent", null, drawing(lines.bell), urgency) : null,
    visit.patient.safety.map((code) => h(`span.flag.mind${code === "ViolenceRisk" ? ".danger" : ""}`, null, drawing(lines.warning), codeWord(say, "safety", code))),
  );
}

function tasks(tablet: Tablet, visit: RouteVisit): HTMLElement | null {
  const { say } = tablet;
  if (visit.tasks.length === 0) return null;
  const ticked = tablet.ticks[visit.visit] ?? [];
  return h(
    "div.part",
    { key: "tasks" },
    h("h2", null, say("tasks")),
    h(
      "ul.tasks",
      null,
      visit.tasks.map((task, i) => {
        const isTicked = ticked.includes(i);
        const name = codeWord(say, "task", task.kind);
        return h(
          `li${isTicked ? ".ticked" : ""}`,
          { key: `task-${i}` },
          h(
            "button",
            { type: "button", role: "checkbox", "aria-checked": String(isTicked), onclick: () => void tick(tablet, visit.visit, i) },
            h("span.box", null, isTicked ? drawing(lines.check) : null),
            h("span", null, h("b", null, name), task.text === "" ? null : h("span.task-text", null, task.text)),
          ),
        );
      }),
    ),
    h("p.hint", null, say("tasksHint")),
  );
}

function sbar(tablet: Tablet, visit: RouteVisit): HTMLElement | null {
  const { say } = tablet;
  if (!visit.sbar) return null;
  const { situation, background, assessment, recommendation } = visit.sbar;
  const line = (letter: "S" | "B" | "A" | "R", text: string) => (text === "" ? null : [h("dt", null, h("b", null, letter), h("span", null, say(`sbar.${letter}`))), h("dd", null, text)]);
  return h("div.part", { key: "sbar" }, h("h2", null, say("sbar")), h("dl.sbar", null, line("S", situation), line("B", background), line("A", assessment), line("R", recommendation)));
}

function contacts(tablet: Tablet, visit: RouteVisit): HTMLElement | null {
  const { say } = tablet;
  const { patient } = visit;
  if (patient.isProtected && !tablet.revealed.has(visit.visit)) return null;
  const people = [
    patient.permanentContact ? { name: patient.permanentContact.name, role: say("permanentContact"), phone: patient.permanentContact.phone ?? "" } : null,
    patient.phone === "" ? null : { name: shortName(say, visit), role: say("patientPhone"), phone: patient.phone },
    ...patient.relatives.map((relative) => ({ name: relative.name, role: patient.isUnknown ? say("callerPhone") : relative.relation, phone: relative.phone })),
  ].filter((person) => person !== null);
  if (people.length === 0) return null;
  return h(
    "div.part",
    { key: "contacts" },
    h("h2", null, say("contacts")),
    h(
      "ul.contacts",
      null,
      people.map((person) =>
        h(
          "li",
          null,
          h("span", null, h("b", null, person.name), h("span.hint", null, person.role)),
          person.phone === "" ? null : h("a.second.call", { href: `tel:${person.phone.replace(/[^+\d]/g, "")}`, "aria-label": `${say("call", { name: person.name })}, ${person.phone}` }, drawing(lines.phone), person.phone),
        ),
      ),
    ),
  );
}

function notes(tablet: Tablet, visit: RouteVisit): HTMLElement | null {
  const { say, format } = tablet;
  if (visit.notes.length === 0) return null;
  return h(
    "div.part",
    { key: "notes" },
    h("h2", null, say("notes")),
    h("ul.notes", null, visit.notes.map((note) => h("li", null, h("span.hint", null, say("by", { time: format.time(note.at), by: note.by === "" ? say("me") : note.by })), h("p", null, note.text)))),
  );
}
