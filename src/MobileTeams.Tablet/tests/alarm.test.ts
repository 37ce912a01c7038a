import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Alarm } from "../src/alarm";

/** What a browser's sound would have played, and what its motor would have shaken. */
class Played {
  readonly notes: number[] = [];
  readonly shakes: unknown[] = [];
  state = "running";

  context = (): unknown => {
    const played = this;
    return {
      get state() {
        return played.state;
      },
      currentTime: 0,
      destination: {},
      resume: async () => {
        played.state = "running";
      },
      createOscillator: () => ({ frequency: { set value(hertz: number) { played.notes.push(hertz); } }, connect: (next: unknown) => next, start: () => {}, stop: () => {} }),
      createGain: () => ({ gain: { setValueAtTime: () => {}, linearRampToValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} }, connect: (next: unknown) => next }),
    };
  };
}

describe("the alarm of an urgent assignment", () => {
  let played: Played;

  beforeEach(() => {
    vi.useFakeTimers();
    played = new Played();
    vi.stubGlobal("AudioContext", function () {
      return played.context();
    });
    vi.stubGlobal("navigator", { vibrate: (pattern: unknown) => played.shakes.push(pattern) });
    vi.stubGlobal("window", globalThis);
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("sounds at once and again every other second until somebody acknowledges", () => {
    const alarm = new Alarm();
    alarm.unlock();
    alarm.start();
    expect(played.notes).toEqual([660, 880]);
    vi.advanceTimersByTime(6_000);
    expect(played.notes).toHaveLength(8); // at 0, 2, 4 and 6 seconds, two notes each
    alarm.stop();
    vi.advanceTimersByTime(60_000);
    expect(played.notes).toHaveLength(8);
  });

  it("is one alarm however often it is rung", () => {
    const alarm = new Alarm();
    alarm.unlock();
    alarm.start();
    alarm.start();
    vi.advanceTimersByTime(2_000);
    expect(played.notes).toHaveLength(4);
    alarm.stop();
  });

  it("shakes where no sound has been allowed yet, and sounds from the first touch on", () => {
    played.state = "suspended";
    const alarm = new Alarm();
    alarm.start();
    expect(played.notes).toHaveLength(0);
    expect(played.shakes).toHaveLength(1);
    alarm.unlock();
    vi.advanceTimersByTime(2_000);
    expect(played.notes).toEqual([660, 880]);
    expect(played.shakes).toHaveLength(2);
    alarm.stop();
  });
});
