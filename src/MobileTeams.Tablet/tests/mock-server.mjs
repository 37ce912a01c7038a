// The server's side of the wire, small enough to read, for trying the tablet in a browser: `npm run mock`.
// Sign in as karin with "hemlig natt". It keeps what it was sent, so that a test can count.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { makeDay, urgentVisit } from "./mock-day.mjs";
import { tile } from "./mock-tiles.mjs";

const room = dirname(dirname(fileURLToPath(import.meta.url)));
export const builtFolder = join(room, "../MobileTeams.Server/wwwroot");
const kinds = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".webmanifest": "application/manifest+json" };
const stages = { Published: 0, Dispatched: 0, Acknowledged: 1, EnRoute: 2, Arrived: 3, Completed: 4, NoAnswer: 4, Declined: 4, Cancelled: 4 };
const separator = "\x1e";

export class MockServer {
  password = "hemlig natt";
  /** Every event that came, repeats too, in the order of arrival. */
  arrived = [];
  /** Events kept, by id. */
  kept = new Map();
  requests = [];
  /** Milliseconds the server's clock is before (−) or after (+) this machine's. */
  skew = 0;
  /** What happens to the next posts of events: "lose-reply" keeps the event and drops the line, "fault" answers 500. */
  trouble = [];
  #sessions = new Set();
  #lines = new Map();
  #server = null;
  #sockets = new Set();

  constructor(day = makeDay()) {
    this.day = day;
  }

  async plug(port = this.port ?? 0) {
    this.#server = createServer((request, response) => void this.#answer(request, response).catch((error) => response.destroy(error)));
    this.#server.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
    await new Promise((resolve) => this.#server.listen(port, "127.0.0.1", resolve));
    this.port = this.#server.address().port;
    this.url = `http://localhost:${this.port}`;
  }

  /** The network is gone: the port is closed and every line cut. */
  async unplug() {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    this.#lines.clear();
    await closed;
  }

  endSessions() {
    this.#sessions.clear();
  }

  changed() {
    this.day.version++;
    this.#tell("DayChanged", { team: this.day.team, version: this.day.version });
  }

  dispatchUrgent() {
    const visit = urgentVisit(this.day);
    this.day.visits.push(visit);
    this.day.version++;
    this.#tell("Dispatched", { team: this.day.team, visit: visit.visit });
    return visit;
  }

  #tell(target, argument) {
    for (const line of this.#lines.values()) if (line.isOpen) line.response.write(`data: ${JSON.stringify({ type: 1, target, arguments: [argument] })}${separator}\r\n\r\n`);
  }

  async #answer(request, response) {
    const url = new URL(request.url, "http://localhost");
    this.requests.push({ method: request.method, path: url.pathname });
    response.setHeader("Content-Security-Policy", "default-src 'self'");
    const isIn = this.#sessions.has(/session=(\w+)/.exec(request.headers.cookie ?? "")?.[1]);
    const body = request.method === "POST" ? await read(request) : "";
    const json = (status, value) => {
      response.writeHead(status, { "Content-Type": status < 400 ? "application/json" : "application/problem+json" });
      response.end(value === null ? "" : JSON.stringify(value));
    };
    const me = { name: "Karin Ek", roles: ["Nurse"], language: "sv" };
    const { pathname } = url;

    if (pathname === "/api/sign-in") {
      const { login, password } = JSON.parse(body);
      if (login !== "karin" || password !== this.password) return json(401, { code: "account.wrong", detail: "Name or password." });
      const session = Math.random().toString(36).slice(2);
      this.#sessions.add(session);
      response.setHeader("Set-Cookie", `session=${session}; HttpOnly; SameSite=Strict; Path=/`);
      return json(200, me);
    }
    if (pathname === "/api/sign-out") {
      this.endSessions();
      return json(204, null);
    }
    if (pathname.startsWith("/api/") || pathname.startsWith("/live")) {
      if (!isIn) return json(401, { code: "account.signed-out", detail: "Sign in." });
      if (pathname === "/api/me") return json(200, me);
      if (pathname === "/api/tablet/shifts") return json(200, [this.#shift()]);
      if (pathname === `/api/tablet/shifts/${this.day.team}/start`) {
        this.day.vehicle = this.#shift().vehicles.find((v) => v.id === JSON.parse(body).vehicle) ?? null;
        this.day.version++;
        return json(204, null);
      }
      if (pathname === "/api/tablet/bundle") return json(200, { ...this.day, serverTime: new Date(Date.now() + this.skew).toISOString() });
      if (pathname === "/api/visits/events") return this.#event(JSON.parse(body), request, json);
      if (pathname.startsWith("/live")) return this.#live(request, url, body, response, json);
      return json(404, { code: "request.unknown", detail: pathname });
    }
    if (pathname.startsWith("/tiles/")) {
      const [, z, x, y] = /\/tiles\/(\d+)\/(\d+)\/(\d+)\.mvt/.exec(pathname).map(Number);
      response.writeHead(200, { "Content-Type": "application/vnd.mapbox-vector-tile" });
      return response.end(tile(z, x, y));
    }
    if (pathname === "/map/style.json") return json(200, style(url.searchParams.get("theme") === "night"));
    return this.#file(pathname, response);
  }

  #shift() {
    const { team, name, centre, date, start, end, crew, vehicle } = this.day;
    return { team, name, centre, date, start, end, crew, vehicle, vehicles: [{ id: "v4", name: "Bil 4" }, { id: "v7", name: "Bil 7 (el)" }], isNow: true };
  }

  #event(event, request, json) {
    const trouble = this.trouble.shift();
    if (trouble === "fault") return json(500, { code: "server.fault", detail: "" });
    this.arrived.push(event);
    const answer = this.#apply(event);
    if (trouble === "lose-reply") return request.socket.destroy();
    return json(200, { ...answer, version: this.day.version });
  }

  #apply(event) {
    if (this.kept.has(event.id)) return { result: "repeated" };
    const visit = this.day.visits.find((v) => v.visit === event.visit);
    if (!visit || visit.status === "Cancelled") return { result: "refused", code: "day.visit-is-over", message: "Besöket är inställt." };
    this.kept.set(event.id, event);
    this.changed();
    if (event.kind === "Note") visit.notes = [...visit.notes, { at: event.at, by: "Karin Ek", text: event.text }];
    else if (event.kind === "Delayed") {
      for (const v of this.day.visits.filter((v) => v.order >= visit.order && stages[v.status] < 3)) {
        v.start = new Date(Date.parse(v.start) + event.minutes * 60_000).toISOString();
        v.end = new Date(Date.parse(v.end) + event.minutes * 60_000).toISOString();
      }
    } else if (stages[event.kind] <= stages[visit.status]) return { result: "noted" };
    else visit.status = event.kind;
    return { result: "accepted" };
  }

  // SignalR over server-sent events: negotiate, one answer that stays open, posts for what the client says.
  #live(request, url, body, response, json) {
    const id = url.searchParams.get("id");
    if (url.pathname === "/live/negotiate") {
      const token = Math.random().toString(36).slice(2);
      this.#lines.set(token, {});
      return json(200, { connectionId: token, connectionToken: token, negotiateVersion: 1, availableTransports: [{ transport: "ServerSentEvents", transferFormats: ["Text"] }] });
    }
    const line = this.#lines.get(id);
    if (!line) return json(404, null);
    if (request.method === "GET") {
      line.response = response;
      response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });
      response.write(":\r\n\r\n");
      return;
    }
    for (const message of body.split(separator).filter((part) => part !== "").map((part) => JSON.parse(part))) {
      if (message.protocol) {
        line.response?.write(`data: {}${separator}\r\n\r\n`);
        line.isOpen = line.response !== undefined;
      }
      if (message.type === 1 && message.invocationId) line.response?.write(`data: ${JSON.stringify({ type: 3, invocationId: message.invocationId, result: null })}${separator}\r\n\r\n`);
    }
    response.writeHead(200);
    response.end();
  }

  async #file(pathname, response) {
    const path = pathname.startsWith("/tablet") && extname(pathname) === "" ? "/tablet/index.html" : pathname;
    const file = join(builtFolder, normalize(path));
    try {
      const bytes = await readFile(file);
      response.writeHead(200, { "Content-Type": kinds[extname(file)] ?? "application/octet-stream" });
      response.end(bytes);
    } catch {
      response.writeHead(404);
      response.end();
    }
  }
}

function style(isNight) {
  const [ground, water, road] = isNight ? ["#101614", "#14252b", "#2c3733"] : ["#eceae2", "#b9d3dc", "#ffffff"];
  return {
    version: 8,
    sources: {
      places: { type: "geojson", data: { type: "Feature", properties: { name: "Örbyhus" }, geometry: { type: "Point", coordinates: [17.66, 60.3] } } },
      map: { type: "vector", tiles: ["/tiles/{z}/{x}/{y}.mvt"], minzoom: 8, maxzoom: 11 },
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": ground } },
      { id: "water", type: "fill", source: "map", "source-layer": "water", paint: { "fill-color": water } },
      { id: "road", type: "line", source: "map", "source-layer": "road", paint: { "line-color": road, "line-width": 3 } },
      { id: "place", type: "symbol", source: "places", layout: { "text-field": ["get", "name"], "text-size": 18 }, paint: { "text-color": isNight ? "#d8d3c6" : "#33413c" } },
    ],
  };
}

async function read(request) {
  let text = "";
  for await (const part of request) text += part;
  return text;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const mock = new MockServer();
  await mock.plug(5180);
  console.log(`${mock.url}/tablet/  karin / ${mock.password}`);
}
