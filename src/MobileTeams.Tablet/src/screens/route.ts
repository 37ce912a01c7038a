import { drawing, h } from "../dom";
import type { Tablet } from "../tablet";
import { Stage, stageOf, type RouteVisit } from "../visits";
import { codeWord } from "../words";
import { nextButton } from "./actions";
import { lines } from "./drawings";
import { progress, promiseLine, shortAddress, shortName, statusWord, togetherWords } from "./parts";

/** Rutt and Karta, big enough for a thumb. */
export function tabs(tablet: Tablet, chosen: "list" | "map"): HTMLElement {
  const { say } = tablet;
  const tab = (name: "list" | "map", href: string, words: string) =>
    h(`a.tab${chosen === name ? ".chosen" : ""}`, { href, "aria-current": chosen === name ? "page" : null }, drawing(lines[name]), h("span", null, words));
  return h("nav.tabs", { key: "tabs", "aria-label": say("route") }, tab("list", "#/", say("route")), tab("map", "#/map", say("map")));
}

/** The day in order, breaks among the visits. */
export function routeList(tablet: Tablet): HTMLElement {
  const { say, bundle } = tablet;
  const { visits, current } = tablet.route;
  if (!bundle) return h("section.list", { key: "list" });
  const stops = [
    ...visits.map((visit, i) => ({ at: visit.startsAt, order: i, node: visitRow(tablet, visit, visit === current, i + 1) })),
    ...bundle.breaks.map((pause, i) => {
      const at = Date.parse(pause.start);
      // A break belongs before the first visit that starts after it.
      const before = visits.findIndex((visit) => visit.startsAt >= at);
      return { at, order: (before < 0 ? visits.length : before) - 0.5, node: breakRow(tablet, at, pause.minutes, i) };
    }),
  ].sort((a, b) => a.order - b.order || a.at - b.at);
  const isOver = visits.length > 0 && current === null;
  return h(
    "section.list",
    { key: "list", "aria-labelledby": "list-title" },
    h("div.list-head", { key: "head" }, h("h1", { id: "list-title", tabindex: "-1" }, `${bundle.name} · ${tablet.format.date(bundle.start)}`), h("p.hint", null, headWords(tablet))),
    progress(tablet),
    isOver ? h("div.over", { key: "over" }, drawing(lines.check), h("div", null, h("b", null, say("routeOver")), h("p", null, say("routeOverLead", { base: bundle.base.name })))) : null,
    visits.length === 0 ? h("p.empty", { key: "empty" }, say("routeEmpty")) : null,
    h("ol.rows", { key: "rows" }, stops.map((stop) => stop.node)),
  );
}

function headWords(tablet: Tablet): string {
  const { visits } = tablet.route;
  const done = visits.filter((visit) => stageOf(visit.status) === Stage.Over).length;
  return `${tablet.say("visitsDone", { done, all: visits.length })} · ${tablet.say("fromTime", { time: tablet.format.time(tablet.fetchedAt + tablet.clock.offset) })}`;
}

function visitRow(tablet: Tablet, visit: RouteVisit, isCurrent: boolean, position: number): HTMLElement {
  const { say, format } = tablet;
  const stage = stageOf(visit.status);
  const kind = stage === Stage.Over ? ".is-over" : isCurrent ? ".is-current" : "";
  const together = togetherWords(say, visit);
  return h(
    `li.row${kind}`,
    { key: visit.visit },
    h(
      "a",
      { href: `#/visit/${visit.visit}`, "aria-current": isCurrent ? "step" : null },
      h("span.row-time", null, h("b", null, format.time(visit.startsAt)), h("span", null, format.time(visit.endsAt))),
      h(
        "span.row-who",
        null,
        h("b", null, `${position}. ${shortName(say, visit)}`),
        h("span.row-where", null, shortAddress(tablet, visit)),
        promiseLine(tablet, visit),
        h(
          "span.row-tags",
          null,
          visit.isUrgent ? h("em.tag.urgent", null, visit.urgency ? codeWord(say, "urgency", visit.urgency) : say("urgent")) : null,
          together !== "" ? h("em.tag", null, drawing(lines.people), together) : null,
          visit.patient.safety.map((code) => h("em.tag.mind", null, codeWord(say, "safety", code))),
        ),
      ),
      h("span.row-state", null, stateMark(tablet, visit, stage)),
    ),
  );
}

function stateMark(tablet: Tablet, visit: RouteVisit, stage: Stage): HTMLElement[] {
  const { say } = tablet;
  const words = stage === Stage.Waiting && visit.status !== "Dispatched" ? [] : [h("span.state", null, statusWord(say, visit))];
  if (visit.unsent > 0) words.push(h("span.unsent", null, drawing(lines.cloudOff), say("unsentHere")));
  return words;
}

function breakRow(tablet: Tablet, at: number, minutes: number, index: number): HTMLElement {
  return h("li.row.pause", { key: `break-${index}` }, h("span.row-time", null, h("b", null, tablet.format.time(at))), h("span.row-who", null, drawing(lines.pause), tablet.say("breakRow", { minutes })));
}

/** Under the list: what comes next, one tap away. */
export function currentDock(tablet: Tablet): HTMLElement | null {
  const { current } = tablet.route;
  if (!current) return null;
  const where = shortAddress(tablet, current);
  return h("div.dock", { key: "dock" }, nextButton(tablet, current, `${tablet.format.time(current.startsAt)} ${shortName(tablet.say, current)}${where === "" ? "" : ` · ${where}`}`));
}
