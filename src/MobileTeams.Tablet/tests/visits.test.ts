import { describe, expect, test } from "vitest";
import { findUnacknowledged, isNameOpen, isPossible, minutesPastPromise, nextAction, routeOf } from "../src/visits";
import type { VisitEventKind, VisitStatus } from "../src/wire";
import { bundle, eight, entry, event, minute, visit } from "./samples";

describe("The one button follows the visit", () => {
  const steps: [VisitStatus, ReturnType<typeof nextAction>][] = [
    ["Requested", "Acknowledged"],
    ["Planned", "Acknowledged"],
    ["Published", "Acknowledged"],
    ["Dispatched", "Acknowledged"],
    ["Acknowledged", "EnRoute"],
    ["EnRoute", "Arrived"],
    ["Arrived", "Completed"],
    ["InProgress", "Completed"],
    ["Completed", null],
    ["NoAnswer", null],
    ["Declined", null],
    ["Cancelled", null],
    ["Redirected", null],
  ];
  test.each(steps)("after %s comes %s", (status, action) => expect(nextAction(status)).toBe(action));

  const possible: [VisitEventKind, VisitStatus, boolean][] = [
    ["NoAnswer", "Published", false],
    ["NoAnswer", "Acknowledged", false],
    ["NoAnswer", "EnRoute", true],
    ["NoAnswer", "Arrived", true],
    ["NoAnswer", "Completed", false],
    ["Declined", "Published", true],
    ["Declined", "Arrived", true],
    ["Declined", "Declined", false],
    ["Delayed", "Published", true],
    ["Delayed", "Completed", false],
    ["Note", "Completed", true],
    ["Arrived", "EnRoute", true],
    ["Arrived", "Arrived", false],
    ["Completed", "EnRoute", false],
  ];
  test.each(possible)("%s at a visit that is %s: %s", (kind, status, answer) => expect(isPossible(kind, status)).toBe(answer));
});

describe("What the nurse did lies over the server's truth", () => {
  test("an unsent event shows at once and is counted on its visit", () => {
    const route = routeOf(bundle(3, visit("a", 0), visit("b", 1)), [entry(event("Acknowledged", "a")), entry(event("EnRoute", "a"))]);
    expect(route.visits.map((v) => [v.status, v.unsent])).toEqual([
      ["EnRoute", 2],
      ["Published", 0],
    ]);
    expect(route.current?.visit).toBe("a");
  });

  test("a confirmed event stays until a bundle of its version is here, so that the button never jumps back", () => {
    const confirmed = entry(event("Arrived", "a"), { result: "accepted", version: 8, at: 0 });
    expect(routeOf(bundle(7, visit("a", 0, "EnRoute")), [confirmed]).visits[0]).toMatchObject({ status: "Arrived", unsent: 0 });
    // Version 8 is the server's own picture of it; had the desk changed something else since, that is what counts.
    expect(routeOf(bundle(8, visit("a", 0, "EnRoute")), [confirmed]).visits[0]!.status).toBe("EnRoute");
  });

  test("an event the day had gone past changes nothing", () => {
    const noted = entry(event("Arrived", "a"), { result: "noted", version: 9, at: 0 });
    expect(routeOf(bundle(8, visit("a", 0, "EnRoute")), [noted]).visits[0]!.status).toBe("EnRoute");
  });

  test("an old event does not take a visit back that the server knows is over", () => {
    expect(routeOf(bundle(8, visit("a", 0, "Cancelled")), [entry(event("Arrived", "a"))]).visits[0]).toMatchObject({ status: "Cancelled", unsent: 1 });
  });

  test("events for a visit that went to another team leave the rest alone", () => {
    expect(routeOf(bundle(8, visit("a", 0)), [entry(event("Arrived", "gone"))]).visits.map((v) => v.status)).toEqual(["Published"]);
  });

  test("events of another shift's team are not laid over this one", () => {
    expect(routeOf(bundle(8, visit("a", 0)), [entry(event("Arrived", "a", { team: "team-yesterday" }))]).visits[0]!.status).toBe("Published");
  });

  test("notes are added after the server's, never over them", () => {
    const written = visit("a", 0, "Arrived", { notes: [{ at: "2026-11-22T06:00:00Z", by: "Sara", text: "Sov dåligt." }] });
    const route = routeOf(bundle(8, written), [entry(event("Note", "a", { text: "Mår bättre." }))]);
    expect(route.visits[0]!.notes.map((n) => n.text)).toEqual(["Sov dåligt.", "Mår bättre."]);
    expect(written.notes).toHaveLength(1);
  });

  test("a delay moves what is left from the visit on, and the end but not the start of where one is", () => {
    const route = routeOf(bundle(8, visit("a", 0, "Completed"), visit("b", 1, "Arrived"), visit("c", 2), visit("d", 3)), [entry(event("Delayed", "b", { minutes: 20 }))]);
    // Starts are 8, 9, 10 and 11 o'clock and ends half an hour later; 20 minutes are added.
    expect(route.visits.map((v) => [(v.startsAt - eight) / minute, (v.endsAt - eight) / minute])).toEqual([
      [0, 30],
      [60, 110],
      [140, 170],
      [200, 230],
    ]);
  });

  test("two delays add up", () => {
    const route = routeOf(bundle(8, visit("a", 0)), [entry(event("Delayed", "a", { minutes: 10 })), entry(event("Delayed", "a", { minutes: 30 }))]);
    expect((route.visits[0]!.startsAt - eight) / minute).toBe(40);
  });

  test("visits come in the server's order whatever order they are listed in", () => {
    expect(routeOf(bundle(1, visit("b", 1), visit("a", 0)), []).visits.map((v) => v.visit)).toEqual(["a", "b"]);
  });
});

describe("The current visit is where the team is in its day", () => {
  const current = (...visits: Parameters<typeof bundle>[1][]) => routeOf(bundle(1, ...visits), []).current?.visit ?? null;

  test("the first that is not over when nothing has begun", () => expect(current(visit("a", 0, "Completed"), visit("b", 1), visit("c", 2))).toBe("b"));
  test("the one under way, also out of order", () => expect(current(visit("a", 0), visit("b", 1, "EnRoute"))).toBe("b"));
  test("where somebody is inside before what is urgent", () => expect(current(visit("a", 0, "Arrived"), visit("u", 1, "Acknowledged", { isUrgent: true }))).toBe("a"));
  test("an urgent one that is taken before one they were heading for", () => expect(current(visit("a", 0, "EnRoute"), visit("u", 1, "Acknowledged", { isUrgent: true }))).toBe("u"));
  test("none when all are over", () => expect(current(visit("a", 0, "Completed"), visit("b", 1, "Declined"))).toBeNull());
});

describe("An urgent dispatch is seen whether or not the doorbell rang", () => {
  test("dispatched and urgent must be acknowledged", () => {
    expect(findUnacknowledged(routeOf(bundle(1, visit("u", 0, "Dispatched", { isUrgent: true })), []).visits)?.visit).toBe("u");
  });
  test("acknowledged on the tablet is enough, sent or not", () => {
    expect(findUnacknowledged(routeOf(bundle(1, visit("u", 0, "Dispatched", { isUrgent: true })), [entry(event("Acknowledged", "u"))]).visits)).toBeNull();
  });
});

describe("The name shows when it is needed", () => {
  const at = (status: VisitStatus, minutesBefore: number, isProtected = false, isRevealed = false) => {
    const sample = visit("a", 0, status);
    const shown = routeOf(bundle(1, { ...sample, patient: { ...sample.patient, isProtected } }), []).visits[0]!;
    return isNameOpen(shown, eight - minutesBefore * minute, isRevealed);
  };

  test("31 minutes before it is hidden", () => expect(at("Published", 31)).toBe(false));
  test("30 minutes before it shows", () => expect(at("Published", 30)).toBe(true));
  test("on the way it shows however early", () => expect(at("EnRoute", 90)).toBe(true));
  test("when the visit is over it hides again", () => expect(at("Completed", 0)).toBe(false));
  test("a protected name hides also at the door", () => expect(at("Arrived", 0, true)).toBe(false));
  test("asking shows it", () => expect(at("Published", 300, true, true)).toBe(true));
});

describe("A broken promise is told in minutes", () => {
  const latest = (after: number) => routeOf(bundle(1, visit("a", 0, "Published", { promised: { earliest: new Date(eight - 15 * minute).toISOString(), latest: new Date(eight + after * minute).toISOString() } })), []).visits[0]!;
  test("none while it holds", () => expect(minutesPastPromise(latest(0))).toBe(0));
  test("eight when it starts eight minutes after the latest", () => expect(minutesPastPromise(latest(-8))).toBe(8));
});
