import { describe, expect, test } from "vitest";
import { codeWord, sayIn, unsentWords } from "../src/words";
import { en } from "../src/words/en";
import { sv } from "../src/words/sv";

const names = Object.keys(sv) as (keyof typeof sv)[];
const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

describe("Swedish and English say the same", () => {
  test("every word is in both", () => expect(Object.keys(en).sort()).toEqual(Object.keys(sv).sort()));
  test("none is empty", () => expect(names.filter((name) => sv[name].trim() === "" || en[name].trim() === "")).toEqual([]));
  test("the blanks to fill in are the same", () => expect(names.filter((name) => String(blanks(en[name])) !== String(blanks(sv[name])))).toEqual([]));
});

describe("Words are filled in", () => {
  test("with what is given", () => expect(sayIn("sv")("offlineUnsent", { unsent: unsentWords(sayIn("sv"), 3) })).toBe("Utan nät · 3 ej skickade"));
  test("a code newer than the app is shown as it is", () => expect(codeWord(sayIn("sv"), "safety", "Horse")).toBe("Horse"));
  test("a known code has its word", () => expect(codeWord(sayIn("sv"), "safety", "ViolenceRisk")).toBe("Risk för våld – gå två"));
});
