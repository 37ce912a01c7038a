import "fake-indexeddb/auto";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { Answer } from "../src/api";
import { countUnsent, openDatabase, wipe } from "../src/database";
import { Outbox, type Entry } from "../src/outbox";
import { Sender } from "../src/sender";
import { Vault } from "../src/vault";
import type { EventAnswer, VisitEvent } from "../src/wire";
import { event, team } from "./samples";

let name = 0;
let database: IDBDatabase;
let vault: Vault;
let outbox: Outbox;

beforeEach(async () => {
  database = await openDatabase(`outbox-${++name}`);
  ({ vault } = await Vault.create("karin", "hemlig natt", 1));
  outbox = new Outbox(database, vault);
});

/** The server's side: keeps an event once, by its id. */
class Receiver {
  readonly arrivals: string[] = [];
  readonly kept: string[] = [];
  version = 0;

  take(sent: VisitEvent): EventAnswer {
    this.arrivals.push(sent.id);
    if (this.kept.includes(sent.id)) return { result: "repeated", version: this.version };
    this.kept.push(sent.id);
    return { result: "accepted", version: ++this.version };
  }
}

function senderOf(post: (entry: Entry) => Promise<Answer<EventAnswer>>, box = outbox) {
  const waits: number[] = [];
  let timer: (() => void) | null = null;
  const sender = new Sender({
    outbox: box,
    post,
    changed: () => undefined,
    random: () => 0.5,
    now: () => 1234,
    later: (milliseconds, work) => {
      waits.push(milliseconds);
      timer = work;
      return () => (timer = null);
    },
    alone: (work) => work(),
  });
  return { sender, waits, hasTimer: () => timer !== null };
}

const away: Answer<EventAnswer> = { kind: "away", retryAfterSeconds: null };
const ok = (value: EventAnswer): Answer<EventAnswer> => ({ kind: "ok", value });

describe("The outbox keeps what the nurse did", () => {
  test("it is there after the app was killed and opened again", async () => {
    const arrived = event("Arrived", "a");
    await outbox.add(arrived);
    database.close();
    const again = new Outbox(await openDatabase(`outbox-${name}`), vault);
    expect((await again.list()).map((e) => e.event)).toEqual([arrived]);
  });

  test("the sequence rises, also past what was sent and past a wiped tablet", async () => {
    const first = await outbox.add(event("EnRoute", "a"));
    await outbox.receive(first.sequence, { result: "accepted", version: 1 }, 0);
    await outbox.settle(team, 1);
    const second = await outbox.add(event("Arrived", "a"));
    await wipe(database);
    const third = await outbox.add(event("Completed", "a"));
    expect([first.sequence, second.sequence, third.sequence]).toEqual([1, 2, 3]);
  });

  test("how many wait can be counted without the key", async () => {
    const first = await outbox.add(event("EnRoute", "a"));
    await outbox.add(event("Arrived", "a"));
    await outbox.receive(first.sequence, { result: "accepted", version: 1 }, 0);
    expect(await countUnsent(database)).toBe(1);
  });

  test("a confirmed event stays until a bundle of its version has come, and only of its team", async () => {
    const { sequence } = await outbox.add(event("EnRoute", "a"));
    await outbox.receive(sequence, { result: "accepted", version: 5 }, 0);
    await outbox.settle(team, 4);
    expect(await outbox.list()).toHaveLength(1);
    await outbox.settle(team, 5);
    expect(await outbox.list()).toHaveLength(0);
  });

  test("an unsent event survives every bundle", async () => {
    await outbox.add(event("EnRoute", "a"));
    await outbox.settle(team, 1000);
    await outbox.settle("another team", 1000);
    expect(await outbox.list()).toHaveLength(1);
  });

  test("it moves to a new vault in one piece with its sequence", async () => {
    const { sequence } = await outbox.add(event("EnRoute", "a"));
    const refused = await outbox.add(event("Declined", "b", { text: "Annan tid" }));
    await outbox.refuse(refused, "day.visit-is-over", "Inställt");
    const { vault: fresh } = await Vault.create("karin", "nytt", 1);
    await Outbox.reseal(database, fresh, await outbox.list(), await outbox.listRefused());
    const moved = new Outbox(database, fresh);
    expect((await moved.list()).map((e) => e.sequence)).toEqual([sequence]);
    expect((await moved.listRefused())[0]).toMatchObject({ sequence: refused.sequence, message: "Inställt", event: { text: "Annan tid" } });
    await expect(outbox.list()).rejects.toThrow();
  });
});

describe("Everything is sent once and in order", () => {
  test("in the order it happened", async () => {
    const receiver = new Receiver();
    const made = [event("Acknowledged", "a"), event("EnRoute", "a"), event("Arrived", "a")];
    for (const one of made) await outbox.add(one);
    await senderOf(async (entry) => ok(receiver.take(entry.event))).sender.nudge();
    expect(receiver.arrivals).toEqual(made.map((e) => e.id));
    expect((await outbox.list()).map((e) => e.receipt)).toEqual([1, 2, 3].map((version) => ({ result: "accepted", version, at: 1234 })));
  });

  test("a lost reply makes a repeat that changes nothing, before anything later is sent", async () => {
    const receiver = new Receiver();
    const made = [event("EnRoute", "a"), event("Arrived", "a")];
    for (const one of made) await outbox.add(one);
    let replies = 0;
    const { sender } = senderOf(async (entry) => {
      const answer = receiver.take(entry.event);
      return ++replies === 1 ? away : ok(answer);
    });
    await sender.nudge();
    expect(await countUnsent(database)).toBe(2);
    await sender.nudge();
    expect(receiver.arrivals).toEqual([made[0]!.id, made[0]!.id, made[1]!.id]);
    expect(receiver.kept).toEqual(made.map((e) => e.id));
    expect(await countUnsent(database)).toBe(0);
  });

  test("an event added while sending goes with the same run", async () => {
    const receiver = new Receiver();
    await outbox.add(event("EnRoute", "a"));
    const late = event("Arrived", "a");
    const { sender } = senderOf(async (entry) => {
      if (receiver.kept.length === 0) {
        await outbox.add(late);
        void sender.nudge();
      }
      return ok(receiver.take(entry.event));
    });
    await sender.nudge();
    expect(receiver.kept).toHaveLength(2);
  });

  test("two nudges at once send nothing twice", async () => {
    const receiver = new Receiver();
    await outbox.add(event("EnRoute", "a"));
    const { sender } = senderOf(async (entry) => ok(receiver.take(entry.event)));
    await Promise.all([sender.nudge(), sender.nudge(), sender.nudge()]);
    expect(receiver.arrivals).toHaveLength(1);
  });

  test("without a network it waits longer each time, up to a minute, and keeps everything", async () => {
    await outbox.add(event("EnRoute", "a"));
    const { sender, waits, hasTimer } = senderOf(async () => away);
    for (let i = 0; i < 7; i++) await sender.nudge();
    // Half a second, and by the drawn 0.5 half of 2, 4, 8, 16, 32, 60 and 60 seconds.
    expect(waits).toEqual([1500, 2500, 4500, 8500, 16_500, 30_500, 30_500]);
    expect(hasTimer()).toBe(true);
    expect(await countUnsent(database)).toBe(1);
  });

  test("it waits at least as long as the server asks", async () => {
    await outbox.add(event("EnRoute", "a"));
    const { sender, waits } = senderOf(async () => ({ kind: "away", retryAfterSeconds: 20 }));
    await sender.nudge();
    // 20 s asked, and half of the first 2 s.
    expect(waits).toEqual([21_000]);
  });

  test("signed out keeps everything and waits for a sign-in, not for a timer", async () => {
    await outbox.add(event("EnRoute", "a"));
    const { sender, hasTimer } = senderOf(async () => ({ kind: "signedOut", code: "", detail: "" }));
    await sender.nudge();
    expect(hasTimer()).toBe(false);
    expect(await countUnsent(database)).toBe(1);
  });

  test("a stopped sender sends no more", async () => {
    const receiver = new Receiver();
    await outbox.add(event("EnRoute", "a"));
    const { sender } = senderOf(async (entry) => ok(receiver.take(entry.event)));
    sender.stop();
    await sender.nudge();
    expect(receiver.arrivals).toHaveLength(0);
  });
});

describe("What the server will not take needs a person and is never lost", () => {
  test("a refusal moves the event to the list with its reason, and the next one goes on", async () => {
    const declined = event("Declined", "a", { text: "Vill inte" });
    await outbox.add(declined);
    await outbox.add(event("EnRoute", "b"));
    const { sender } = senderOf(async (entry) =>
      ok(entry.event.visit === "a" ? { result: "refused", code: "day.visit-is-over", message: "Besöket är inställt.", version: 9 } : { result: "accepted", version: 10 }),
    );
    await sender.nudge();
    expect(await outbox.listRefused()).toEqual([{ sequence: 1, event: declined, code: "day.visit-is-over", message: "Besöket är inställt." }]);
    expect(await countUnsent(database)).toBe(0);
  });

  test("a coded no to the request itself does not block what comes after", async () => {
    await outbox.add(event("Note", "a", { text: "x" }));
    const { sender } = senderOf(async () => ({ kind: "refused", status: 422, code: "event.text", detail: "För lång." }));
    await sender.nudge();
    expect((await outbox.listRefused()).map((r) => [r.code, r.message])).toEqual([["event.text", "För lång."]]);
  });

  test("it leaves the list only when a person says so", async () => {
    const entry = await outbox.add(event("Arrived", "a"));
    await outbox.refuse(entry, "day.another-teams-visit", "");
    await outbox.settle(team, 99);
    expect(await outbox.listRefused()).toHaveLength(1);
    await outbox.dismiss(entry.sequence);
    expect(await outbox.listRefused()).toHaveLength(0);
  });
});

describe("Eight hours of bad luck lose nothing and double nothing", () => {
  type Luck = "add" | "online" | "lose-reply" | "fault" | "sign-out" | "refuse" | "kill" | "bundle";
  const luck = fc.array(fc.constantFrom<Luck>("add", "add", "add", "online", "lose-reply", "fault", "sign-out", "refuse", "kill", "bundle"), { minLength: 5, maxLength: 60, size: "max" });

  test("for any run of events, faults, lost replies and kills", async () => {
    let runs = 0;
    let events = 0;
    await fc.assert(
      fc.asyncProperty(luck, async (day) => {
        runs++;
        const databaseName = `luck-${++name}`;
        let store = await openDatabase(databaseName);
        let box = new Outbox(store, vault);
        const receiver = new Receiver();
        const refusedByServer = new Set<string>();
        const added: string[] = [];
        let next: Luck = "online";
        const post = async ({ event: sent }: Entry): Promise<Answer<EventAnswer>> => {
          const now = next;
          next = "online";
          if (now === "fault") return away;
          if (now === "sign-out") return { kind: "signedOut", code: "", detail: "" };
          if (now === "refuse" && !receiver.kept.includes(sent.id)) {
            refusedByServer.add(sent.id);
            return ok({ result: "refused", code: "day.visit-is-over", message: "", version: receiver.version });
          }
          const answer = receiver.take(sent);
          return now === "lose-reply" ? away : ok(answer);
        };
        let { sender } = senderOf(post, box);
        for (const step of day) {
          if (step === "add") {
            const made = event("Note", "a", { text: "x" });
            added.push(made.id);
            events++;
            await box.add(made);
          } else if (step === "kill") {
            sender.stop();
            store.close();
            store = await openDatabase(databaseName);
            box = new Outbox(store, vault);
            ({ sender } = senderOf(post, box));
          } else if (step === "bundle") await box.settle(team, receiver.version);
          else {
            next = step;
            await sender.nudge();
          }
        }
        next = "online";
        await sender.nudge();
        const refused = await box.listRefused();
        // Each event is at the server once, or on the list for a person, in the order it was made.
        expect([...receiver.kept]).toEqual(added.filter((id) => !refusedByServer.has(id)));
        expect(refused.map((r) => r.event.id)).toEqual(added.filter((id) => refusedByServer.has(id)));
        expect(await countUnsent(store)).toBe(0);
        store.close();
      }),
      { seed: 20261122, numRuns: 200 },
    );
    expect(runs).toBeGreaterThanOrEqual(200);
    expect(events).toBeGreaterThan(500);
  });
});
