import type { EventAnswer, Position, SignedIn, TabletBundle, TabletShift, VisitEvent } from "./wire";

/** What came back from the server; being without a network is one of the things that happen. */
export type Answer<T> =
  | { kind: "ok"; value: T }
  /** No session, or the wrong name and password. */
  | { kind: "signedOut"; code: string; detail: string }
  /** The server understood and says no. */
  | { kind: "refused"; status: number; code: string; detail: string }
  /** No answer that can be trusted: no network, a fault, a stranger's page. Worth trying again. */
  | { kind: "away"; retryAfterSeconds: number | null };

export type Reach = "reached" | "signedOut" | "away";

/** The server over fetch. Same origin, cookie session. */
export class Api {
  /** Told after every answer. */
  onReach: (reach: Reach) => void = () => {};

  constructor(private readonly timeoutMilliseconds = 15_000) {}

  signIn = (login: string, password: string) => this.#ask<SignedIn>("POST", "/api/sign-in", { login, password });
  signOut = () => this.#ask<null>("POST", "/api/sign-out", {});
  me = () => this.#ask<SignedIn>("GET", "/api/me");
  shifts = () => this.#ask<TabletShift[]>("GET", "/api/tablet/shifts");
  startShift = (team: string, vehicle: string | null) =>
    this.#ask<null>("POST", `/api/tablet/shifts/${encodeURIComponent(team)}/start`, { vehicle });
  bundle = (team: string) => this.#ask<TabletBundle>("GET", `/api/tablet/bundle?team=${encodeURIComponent(team)}`);
  tellPosition = (position: Position) => this.#ask<null>("POST", "/api/tablet/position", position);
  send = (event: VisitEvent, sequence: number) => this.#ask<EventAnswer>("POST", "/api/visits/events", { ...event, sequence });

  async #ask<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const answer = await this.#fetch<T>(method, path, body);
    if (answer.kind === "away") this.onReach("away");
    else if (path !== "/api/sign-in" || answer.kind === "ok") this.onReach(answer.kind === "signedOut" ? "signedOut" : "reached");
    return answer;
  }

  async #fetch<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const request: RequestInit = { method, credentials: "same-origin", cache: "no-store", redirect: "error", signal: AbortSignal.timeout(this.timeoutMilliseconds) };
    if (body !== undefined) {
      request.body = JSON.stringify(body);
      request.headers = { "Content-Type": "application/json" };
    }
    let response: Response;
    let text: string;
    try {
      response = await fetch(path, request);
      text = await response.text();
    } catch {
      // fetch throws for every kind of missing network and for the time-out; there is nothing else to learn from it.
      return { kind: "away", retryAfterSeconds: null };
    }
    const json = parse(text);
    if (response.ok) return json === undefined && text !== "" ? { kind: "away", retryAfterSeconds: null } : { kind: "ok", value: (json ?? null) as T };

    const problem = (typeof json === "object" && json !== null ? json : {}) as { code?: unknown; detail?: unknown };
    const code = typeof problem.code === "string" ? problem.code : "";
    const detail = typeof problem.detail === "string" ? problem.detail : "";
    if (response.status === 401) return { kind: "signedOut", code, detail };
    const isTemporary = response.status >= 500 || response.status === 408 || response.status === 425 || response.status === 429;
    // A no without a code is not our server speaking (a proxy, a login page): believe nothing, try again.
    if (code !== "" && (!isTemporary || (response.status === 429 && path === "/api/sign-in"))) return { kind: "refused", status: response.status, code, detail };
    const wait = Number(response.headers.get("Retry-After"));
    return { kind: "away", retryAfterSeconds: Number.isFinite(wait) && wait > 0 ? wait : null };
  }
}

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
