import { describe, expect, test } from "vitest";
import { ServerClock } from "../src/clock";
import { Format } from "../src/format";
import { themeAt } from "../src/theme";
import { uuid7 } from "../src/uuid7";
import { eight } from "./samples";

const stockholm = "Europe/Stockholm";

describe("Night is dark by itself", () => {
  const times: [string, string, "day" | "dark"][] = [
    ["20:59 in winter", "2026-11-22T19:59:59Z", "day"],
    ["21:00 in winter", "2026-11-22T20:00:00Z", "dark"],
    ["05:59 in winter", "2026-11-23T04:59:59Z", "dark"],
    ["06:00 in winter", "2026-11-23T05:00:00Z", "day"],
    ["21:00 in summer, two hours before UTC", "2026-07-01T19:00:00Z", "dark"],
    ["02:30 the first time in the night of 25 hours", "2026-10-25T00:30:00Z", "dark"],
    ["02:30 the second time", "2026-10-25T01:30:00Z", "dark"],
    ["06:00 after the night of 23 hours", "2027-03-28T04:00:00Z", "day"],
  ];
  test.each(times)("%s", (_, instant, theme) => expect(themeAt(Date.parse(instant), "auto", stockholm)).toBe(theme));
  test("a choice stands at any hour", () => {
    expect(themeAt(Date.parse("2026-11-22T23:00:00Z"), "day", stockholm)).toBe("day");
    expect(themeAt(Date.parse("2026-11-22T11:00:00Z"), "dark", stockholm)).toBe("dark");
  });
});

describe("A wrong clock is noticed and does no harm", () => {
  test("five minutes ahead is told, and the screen follows the server", () => {
    const device = eight + 5 * 60_000;
    const clock = new ServerClock(() => device);
    clock.learn(new Date(eight).toISOString(), device - 200, device + 200);
    expect(clock.minutesWrong).toBe(5);
    expect(clock.now()).toBe(eight);
  });

  test("a day behind is told", () => {
    const device = eight - 24 * 3_600_000;
    const clock = new ServerClock(() => device);
    clock.learn(new Date(eight).toISOString(), device, device);
    expect(clock.minutesWrong).toBe(-1440);
  });

  test("a slow answer is not a wrong clock", () => {
    const clock = new ServerClock(() => eight);
    // The server wrote its time at the very end of a round trip of 90 s.
    clock.learn(new Date(eight).toISOString(), eight - 90_000, eight);
    expect(clock.offset).toBe(0);
  });

  test("half a minute is not worth a word", () => {
    const clock = new ServerClock(() => eight);
    clock.learn(new Date(eight + 30_000).toISOString(), eight, eight);
    expect(clock.minutesWrong).toBe(0);
  });
});

describe("Times are the service's own", () => {
  test("07:00 UTC is 08:00 in Stockholm, in both languages", () => {
    expect(new Format("sv", stockholm).time(eight)).toBe("08:00");
    expect(new Format("en", stockholm).time(eight)).toBe("08:00");
  });
  test("distances round as people say them", () => {
    const format = new Format("sv", stockholm);
    expect([format.distance(424), format.distance(1340), format.distance(19_400)]).toEqual(["420 m", "1,3 km", "19 km"]);
  });
  test("minutes are never none", () => expect([new Format("sv", stockholm).minutes(5), new Format("sv", stockholm).minutes(1260)]).toEqual(["1 min", "21 min"]));
});

describe("Event ids are UUID version 7", () => {
  test("the time stands first, then version and variant", () => {
    // 0x017F22E279B0 ms is 2022-02-22T19:22:22Z, the example of RFC 9562, appendix A.6; its random bits are 0xCC3 and 0x18C4DC0C0C07398F.
    const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuid7(0x017f22e279b0, random)).toBe("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  });
  test("a later one sorts after an earlier one", () => expect(uuid7(eight) < uuid7(eight + 1)).toBe(true));
  test("two of the same millisecond differ", () => expect(uuid7(eight)).not.toBe(uuid7(eight)));
});
