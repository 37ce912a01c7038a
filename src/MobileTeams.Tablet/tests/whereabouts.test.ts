import { describe, expect, test } from "vitest";
import { Whereabouts } from "../src/whereabouts";
import type { Position } from "../src/wire";

class Sky {
  watching: ((seen: GeolocationPosition) => void) | null = null;

  watchPosition(seen: (position: GeolocationPosition) => void): number {
    this.watching = seen;
    return 7;
  }

  clearWatch(watch: number): void {
    expect(watch).toBe(7);
    this.watching = null;
  }

  seen(longitude: number, latitude: number): void {
    this.watching?.({ coords: { longitude, latitude, accuracy: 12 } } as GeolocationPosition);
  }
}

function at(team: { value: string | null }, clock: { now: number }) {
  const sky = new Sky();
  const posted: Position[] = [];
  const whereabouts = new Whereabouts({
    underWay: () => team.value,
    post: async (position) => posted.push(position),
    geolocation: sky as unknown as Geolocation,
    now: () => clock.now,
  });
  return { sky, posted, whereabouts };
}

describe("Where the tablet is", () => {
  test("is told on the way and at no other time", () => {
    const [team, clock] = [{ value: null as string | null }, { now: Date.parse("2026-11-24T07:40:00Z") }];
    const { sky, posted, whereabouts } = at(team, clock);
    whereabouts.follow();
    expect(sky.watching).toBeNull();

    team.value = "n1";
    whereabouts.follow();
    whereabouts.follow();
    sky.seen(17.5, 60.3);
    expect(posted).toMatchObject([{ team: "n1", lon: 17.5, lat: 60.3, accuracy: 12, at: "2026-11-24T07:40:00.000Z" }]);

    team.value = null;
    sky.seen(17.6, 60.3); // the door was reached, and the watch has not ended yet
    whereabouts.follow();
    expect(sky.watching).toBeNull();
    expect(posted).toHaveLength(1);
  });

  test("is told twice a minute at most", () => {
    const [team, clock] = [{ value: "n1" as string | null }, { now: Date.parse("2026-11-24T07:40:00Z") }];
    const { sky, posted, whereabouts } = at(team, clock);
    whereabouts.follow();
    for (let second = 0; second < 65; second++) {
      sky.seen(17.5, 60.3);
      clock.now += 1_000;
    }
    expect(posted).toHaveLength(3); // at 0, 30 and 60 seconds
  });

  test("is told a little later when it came too soon", () => {
    const [team, clock] = [{ value: "n1" as string | null }, { now: Date.parse("2026-11-24T07:40:00Z") }];
    const { sky, posted, whereabouts } = at(team, clock);
    whereabouts.follow();
    sky.seen(17.5, 60.3);
    sky.seen(17.6, 60.3);
    clock.now += 29_000;
    whereabouts.follow();
    expect(posted).toHaveLength(1);
    clock.now += 1_000;
    whereabouts.follow();
    whereabouts.follow();
    expect(posted.map((position) => position.lon)).toEqual([17.5, 17.6]);

    // Seen at 07:40:00 and told at 07:40:30: the time is that of the seeing.
    expect(posted[1]?.at).toBe("2026-11-24T07:40:00.000Z");
  });

  test("is told again as seen when it was seen, and not when that says nothing any more", () => {
    const [team, clock] = [{ value: "n1" as string | null }, { now: Date.parse("2026-11-24T07:40:00Z") }];
    const { sky, posted, whereabouts } = at(team, clock);
    whereabouts.follow();
    sky.seen(17.5, 60.3);
    for (let minute = 0; minute < 20; minute++) {
      clock.now += 60_000;
      whereabouts.follow();
    }
    // Once at once, then after each of the five minutes that it is good for.
    expect(posted.map((position) => position.at)).toEqual(Array(6).fill("2026-11-24T07:40:00.000Z"));

    sky.seen(17.6, 60.3);
    expect(posted.at(-1)).toMatchObject({ lon: 17.6, at: "2026-11-24T08:00:00.000Z" });
  });
});
