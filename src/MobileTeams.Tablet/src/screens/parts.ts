import { drawing, h } from "../dom";
import type { Tablet } from "../tablet";
import { Stage, minutesPastPromise, stageOf, type RouteVisit } from "../visits";
import type { VisitStatus } from "../wire";
import { unsentWords, type Say, type Word } from "../words";
import { lines } from "./drawings";

/** What the pill in the header says; never better than what the server has confirmed. */
export function connectionWords(tablet: Tablet): { text: string; tone: "calm" | "busy" | "warn" } {
  const { say, unsent } = tablet;
  if (tablet.reach === "signedOut") return { text: unsent > 0 ? say("signInAgainUnsent", { unsent: unsentWords(say, unsent) }) : say("signInAgain"), tone: "warn" };
  if (tablet.reach === "away") {
    return { text: unsent > 0 ? say("offlineUnsent", { unsent: unsentWords(say, unsent) }) : say("offline"), tone: "warn" };
  }
  return unsent > 0 ? { text: say("sending", { n: unsent }), tone: "busy" } : { text: say("allSent"), tone: "calm" };
}

export function header(tablet: Tablet): HTMLElement {
  const { say, bundle } = tablet;
  const { text, tone } = connectionWords(tablet);
  const crew = bundle?.crew.map((member) => member.name.split(" ")[0]).join(", ");
  return h(
    "header.bar",
    { key: "bar" },
    h("a.team", { href: "#/" }, bundle?.name ?? say("appName")),
    crew && tablet.refused.length === 0 ? h("span.fact.wide", null, crew) : null,
    bundle?.vehicle ? h("span.fact.wide", null, bundle.vehicle.name) : null,
    h("span.gap"),
    tablet.refused.length > 0
      ? h(
          "a.pill.alert",
          { href: "#/outbox", "aria-label": say("needsPerson", { n: tablet.refused.length }) },
          drawing(lines.warning),
          h("span.wide", null, say("needsPerson", { n: tablet.refused.length })),
          h("span.narrow", null, String(tablet.refused.length)),
        )
      : null,
    h(
      `a.pill.${tone}`,
      { href: "#/outbox", "aria-label": say("statusOpen", { status: text }) },
      drawing(tablet.reach === "reached" ? (tone === "calm" ? lines.check : lines.cloud) : lines.cloudOff),
      h("span", null, text),
    ),
    h("time.clock", null, tablet.format.time(tablet.clock.now())),
    h("button.plain", { type: "button", "aria-label": say("menu"), onclick: () => tablet.openSheet({ kind: "menu" }) }, drawing(lines.menu)),
  );
}

/** Things the nurse must know and can do something about; at most a few lines, above everything. */
export function banners(tablet: Tablet): HTMLElement {
  const { say } = tablet;
  const wrong = tablet.clock.minutesWrong;
  return h(
    "div.banners",
    { key: "banners" },
    tablet.reach === "signedOut"
      ? h("p.banner.warn", { key: "session" }, h("span", null, say("signInBanner")), h("button", { type: "button", onclick: () => tablet.openSheet({ kind: "signInAgain" }) }, say("signInAgain")))
      : null,
    wrong !== 0 ? h("p.banner.warn", { key: "clock" }, h("span", null, say("clockWrong", { n: (wrong > 0 ? "+" : "−") + Math.abs(wrong) }))) : null,
    tablet.bundleProblem !== "" ? h("p.banner.warn", { key: "gone" }, h("span", null, say("bundleGone", { detail: tablet.bundleProblem }))) : null,
    tablet.hasNewVersion
      ? h("p.banner", { key: "version" }, h("span", null, say("newVersion")), h("button", { type: "button", onclick: takeOver }, say("update")))
      : null,
  );
}

function takeOver(): void {
  void navigator.serviceWorker.getRegistration().then((registration) => registration?.waiting?.postMessage({ kind: "take-over" }));
}

/** One mark per visit: done, where we are, to come. */
export function progress(tablet: Tablet): HTMLElement | null {
  const { visits, current } = tablet.route;
  if (visits.length === 0) return null;
  const done = visits.filter((visit) => stageOf(visit.status) === Stage.Over).length;
  const words = tablet.say("visitsDone", { done, all: visits.length });
  return h(
    "div.progress",
    { key: "progress", role: "img", "aria-label": words },
    visits.map((visit) => h(`span${stageOf(visit.status) === Stage.Over ? ".done" : visit === current ? ".current" : ""}`)),
  );
}

export function statusWord(say: Say, { status: reached }: { status: VisitStatus }): string {
  const status = reached === "InProgress" ? "Arrived" : reached;
  const word: Word = status === "Requested" || status === "Planned" || status === "Published" ? "status.Waiting" : `status.${status}`;
  return say(word);
}

/** Who it is, in as few letters as will do outside the card. */
export function shortName(say: Say, visit: RouteVisit): string {
  if (visit.patient.isProtected) return say("protectedIdentity");
  return visit.patient.shortName === "" ? say("unknownPerson") : visit.patient.shortName;
}

export function shortAddress(tablet: Tablet, visit: RouteVisit): string {
  if (visit.patient.isProtected && !tablet.revealed.has(visit.visit)) return "";
  return visit.patient.address;
}

export function promiseLine(tablet: Tablet, visit: RouteVisit): HTMLElement | null {
  const { say, format } = tablet;
  if (!visit.promised || stageOf(visit.status) === Stage.Over) return null;
  const late = minutesPastPromise(visit);
  const window = say("promised", { from: format.time(visit.promised.earliest), to: format.time(visit.promised.latest) });
  return late > 0
    ? h("span.promise.late", null, drawing(lines.clock), `${window} · ${say("promiseBroken", { n: late })}`)
    : h("span.promise", null, window);
}

export function togetherWords(say: Say, visit: RouteVisit): string {
  if (!visit.isTogether) return "";
  const teams = visit.with.map((other) => (stageOf(other.status) === Stage.Waiting ? other.name : `${other.name} (${statusWord(say, other).toLowerCase()})`));
  return teams.length > 0 ? say("together", { teams: teams.join(", ") }) : say("togetherSomebody");
}
