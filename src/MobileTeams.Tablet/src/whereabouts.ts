import { uuid7 } from "./uuid7";
import type { Position } from "./wire";

export interface WhereaboutsParts {
  /** The team that is on its way to somebody now; null while nobody is expected. */
  underWay: () => string | null;
  post: (position: Position) => Promise<unknown>;
  /** Null where the device gives no place at all. */
  geolocation: Pick<Geolocation, "watchPosition" | "clearWatch"> | null;
  now: () => number;
}

const leastBetween = 30_000;
/** A place that was told is told again, for it may not have come through. */
const mostBetween = 60_000;
/** A place seen longer ago says nothing any more of where the team is; the server would not go by it either. */
const goodFor = 5 * 60_000;

/** Tells the server where the tablet is while its team is on the way to a visit, and at no other time: the watch ends at the door. Places are never kept, on the tablet or in the outbox. */
export class Whereabouts {
  #watch: number | null = null;
  #toldAt = 0;
  #seen: { coords: GeolocationCoordinates; at: number } | null = null;
  #isTold = false;

  constructor(private readonly parts: WhereaboutsParts) {}

  /** Begins or ends the watch, and tells what came too soon to be told; called whenever something changed, and by the app's pulse. */
  follow(): void {
    const { geolocation } = this.parts;
    if (!geolocation) return;
    if (this.parts.underWay() === null) {
      this.stop();
      return;
    }
    this.#watch ??= geolocation.watchPosition(
      (seen) => {
        // By the clock that events go by: what the watch gives is at most ten seconds old.
        this.#seen = { coords: seen.coords, at: this.parts.now() };
        this.#isTold = false;
        void this.#tell();
      },
      () => {
        // The nurse said no, or there is no sky: the desk goes by the day's own times.
        this.#seen = null;
      },
      { enableHighAccuracy: true, maximumAge: 10_000 },
    );
    void this.#tell();
  }

  stop(): void {
    if (this.#watch === null) return;
    this.parts.geolocation?.clearWatch(this.#watch);
    this.#watch = null;
    this.#toldAt = 0;
    this.#seen = null;
  }

  async #tell(): Promise<void> {
    const [team, seen] = [this.parts.underWay(), this.#seen];
    const now = this.parts.now();
    if (team === null || seen === null || now - seen.at > goodFor || now - this.#toldAt < (this.#isTold ? mostBetween : leastBetween)) return;
    this.#toldAt = now;
    this.#isTold = true;
    const { longitude, latitude, accuracy } = seen.coords;
    await this.parts.post({ id: uuid7(now), team, lon: longitude, lat: latitude, accuracy, at: new Date(seen.at).toISOString() });
  }
}
