import { afterEach, describe, expect, test, vi } from "vitest";
import { Api, type Reach } from "../src/api";
import { event } from "./samples";

afterEach(() => vi.unstubAllGlobals());

function answering(status: number, body: string, headers: Record<string, string> = {}) {
  vi.stubGlobal("fetch", async () => new Response(status === 204 ? null : body, { status, headers }));
}

const problem = (code: string) => JSON.stringify({ code, detail: "Därför." });

describe("Only the server's own words count as an answer", () => {
  const cases: [string, number, string, object][] = [
    ["a 200 is an answer", 200, '{"result":"accepted","version":4}', { kind: "ok", value: { result: "accepted", version: 4 } }],
    ["a 204 is an answer without words", 204, "", { kind: "ok", value: null }],
    ["a login page with 200 is not", 200, "<html>Hotell-wifi</html>", { kind: "away" }],
    ["a 401 asks to sign in", 401, problem("account.signed-out"), { kind: "signedOut" }],
    ["a coded 422 is a refusal", 422, problem("event.text"), { kind: "refused", status: 422, code: "event.text", detail: "Därför." }],
    ["a coded 404 is a refusal", 404, problem("day.unknown-visit"), { kind: "refused", status: 404 }],
    ["a 404 without a code is somebody else", 404, "Not found", { kind: "away" }],
    ["a 500 is worth another try, code or not", 500, problem("server.fault"), { kind: "away" }],
    ["a 503 too", 503, problem("database.away"), { kind: "away" }],
    ["a 429 too", 429, problem("server.busy"), { kind: "away" }],
  ];
  test.each(cases)("%s", async (_, status, body, expected) => {
    answering(status, body);
    expect(await new Api().send(event("Arrived", "a"), 1)).toMatchObject(expected);
  });

  test("no network is away", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new TypeError("Failed to fetch");
    });
    expect(await new Api().send(event("Arrived", "a"), 1)).toEqual({ kind: "away", retryAfterSeconds: null });
  });

  test("a server that never answers is away when the time is out", async () => {
    vi.stubGlobal("fetch", (_: string, { signal }: RequestInit) => new Promise((_, reject) => signal!.addEventListener("abort", () => reject(signal!.reason))));
    expect((await new Api(20).me()).kind).toBe("away");
  });

  test("Retry-After is carried along", async () => {
    answering(503, problem("database.away"), { "Retry-After": "2" });
    expect(await new Api().me()).toEqual({ kind: "away", retryAfterSeconds: 2 });
  });

  test("too many tries to sign in is said, not tried again", async () => {
    answering(429, problem("account.too-many-tries"));
    expect(await new Api().signIn("karin", "x")).toMatchObject({ kind: "refused", code: "account.too-many-tries" });
  });

  test("an event goes with its sequence and nothing that is not there", async () => {
    let sent = "";
    vi.stubGlobal("fetch", async (_: string, { body }: RequestInit) => {
      sent = String(body);
      return new Response('{"result":"accepted","version":1}');
    });
    const arrived = event("Arrived", "a");
    await new Api().send(arrived, 17);
    expect(JSON.parse(sent)).toEqual({ ...arrived, sequence: 17 });
  });
});

describe("The app knows how it stands with the server", () => {
  test("every answer tells: reached, signed out or away", async () => {
    const api = new Api();
    const told: Reach[] = [];
    api.onReach = (reach) => told.push(reach);
    answering(200, "[]");
    await api.shifts();
    answering(401, problem("account.signed-out"));
    await api.shifts();
    answering(502, "");
    await api.shifts();
    answering(422, problem("shift.vehicle"));
    await api.startShift("n2", null);
    expect(told).toEqual(["reached", "signedOut", "away", "reached"]);
  });

  test("a wrong password is no news about the session", async () => {
    const api = new Api();
    const told: Reach[] = [];
    api.onReach = (reach) => told.push(reach);
    answering(401, problem("account.wrong"));
    await api.signIn("karin", "fel");
    expect(told).toEqual([]);
  });
});
