import { drawing, h } from "../dom";
import { readEntries } from "../shift";
import type { Tablet } from "../tablet";
import type { VisitEvent } from "../wire";
import { holdButton } from "./actions";
import { lines } from "./drawings";
import { shortName } from "./parts";

/** What the server has confirmed, what waits, and what it will not take. */
export function outboxScreen(tablet: Tablet): HTMLElement {
  const { say, format } = tablet;
  const waiting = tablet.entries.filter((entry) => entry.receipt === null);
  return h(
    "section.card",
    { key: "outbox" },
    h("div.card-top", { key: "top" }, h("a.plain.back", { href: "#/", "aria-label": say("toRoute") }, drawing(lines.back)), h("h1", { tabindex: "-1" }, say("outboxTitle"))),
    h(
      "div.part",
      { key: "waiting" },
      h("h2", null, say("outboxUnsent")),
      waiting.length === 0 ? h("p", null, say("outboxUnsentNone")) : h("ul.events", null, waiting.map((entry) => h("li", { key: String(entry.sequence) }, eventLine(tablet, entry.event)))),
      tablet.lastReceiptAt > 0 ? h("p.hint", null, say("outboxLast", { time: format.time(tablet.lastReceiptAt + tablet.clock.offset) })) : null,
      waiting.length > 0 ? h("button.second", { type: "button", onclick: () => void tablet.sender?.nudge() }, say("sendNow")) : null,
    ),
    h(
      "div.part",
      { key: "refused" },
      h("h2", null, say("outboxNeedsPerson")),
      tablet.refused.length === 0
        ? h("p", null, say("outboxNeedsPersonNone"))
        : [
            h("p", null, say("outboxNeedsPersonLead")),
            h(
              "ul.events",
              null,
              tablet.refused.map((refusal) =>
                h(
                  "li.refusal",
                  { key: String(refusal.sequence) },
                  eventLine(tablet, refusal.event),
                  h("p.reason", null, drawing(lines.warning), h("span", null, refusal.message || refusal.code)),
                  holdButton(tablet, say("outboxDealtWith"), () => void dismiss(tablet, refusal.sequence)),
                ),
              ),
            ),
          ],
    ),
    tablet.mapKept ? h("p.hint", { key: "map" }, say("mapKept", { kept: tablet.mapKept.kept, total: tablet.mapKept.total })) : null,
  );
}

function eventLine(tablet: Tablet, event: VisitEvent): HTMLElement {
  const { say, format } = tablet;
  const visit = tablet.route.visits.find((v) => v.visit === event.visit);
  const action = event.kind === "Delayed" ? say("lateBy", { n: event.minutes ?? 0 }) : say(`said.${event.kind}`);
  return h("p.event", null, h("b", null, `${format.time(event.at)} ${action}`), h("span", null, visit ? shortName(say, visit) : say("unknownVisit")), event.text ? h("q", null, event.text) : null);
}

async function dismiss(tablet: Tablet, sequence: number): Promise<void> {
  await tablet.outbox!.dismiss(sequence);
  await readEntries(tablet);
}
