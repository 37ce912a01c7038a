import type { Language } from "../wire";
import { en } from "./en";
import { sv } from "./sv";

export type Word = keyof typeof sv;
export type Say = (word: Word, values?: Record<string, string | number>) => string;

const books: Record<Language, Record<Word, string>> = { sv, en };

export function sayIn(language: Language): Say {
  const book = books[language];
  return (word, values) => book[word].replace(/\{(\w+)\}/g, (_, name: string) => String(values?.[name] ?? ""));
}

/** "1 ej skickad", "3 ej skickade". */
export function unsentWords(say: Say, n: number): string {
  return n === 1 ? say("unsentOne") : say("unsentMany", { n });
}

/** The word for a code of the server's; the code itself when it is newer than this app. */
export function codeWord(say: Say, family: "access" | "safety" | "urgency" | "category" | "task", code: string): string {
  const word = `${family}.${code}`;
  return word in sv ? say(word as Word) : code;
}
