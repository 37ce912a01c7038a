import type { Answer } from "./api";
import type { Entry, Outbox } from "./outbox";
import type { EventAnswer } from "./wire";

export interface SenderParts {
  outbox: Outbox;
  post: (entry: Entry) => Promise<Answer<EventAnswer>>;
  /** An entry changed: received or refused. */
  changed: () => void | Promise<void>;
  /** 0 ≤ x < 1. */
  random: () => number;
  now: () => number;
  /** Runs the work later and gives back how to call it off. */
  later: (milliseconds: number, work: () => void) => () => void;
  /** Runs the work while no other window of the app does. */
  alone: (work: () => Promise<void>) => Promise<void>;
}

const firstWait = 2_000;
const longestWait = 60_000;

/** Empties the outbox in order, one event at a time; goes on to the next only when the server has answered for the one before. */
export class Sender {
  #failures = 0;
  #work: Promise<void> | null = null;
  #askedAgain = false;
  #isStopped = false;
  #callOff: () => void = () => {};

  constructor(private readonly parts: SenderParts) {}

  /** Sends now what there is: called at start, after each new event, when the network or the screen comes back, and by the timer. */
  nudge(): Promise<void> {
    if (this.#isStopped) return Promise.resolve();
    this.#callOff();
    if (this.#work) {
      this.#askedAgain = true;
      return this.#work;
    }
    this.#work = this.#run();
    return this.#work;
  }

  stop(): void {
    this.#isStopped = true;
    this.#callOff();
  }

  async #run(): Promise<void> {
    try {
      do {
        this.#askedAgain = false;
        await this.parts.alone(() => this.#drain());
      } while (this.#askedAgain && !this.#isStopped);
    } finally {
      this.#work = null;
    }
  }

  async #drain(): Promise<void> {
    while (!this.#isStopped) {
      const entry = await this.parts.outbox.findFirstUnsent();
      if (!entry) return;
      const answer = await this.parts.post(entry);
      if (this.#isStopped) return;
      switch (answer.kind) {
        case "ok":
          await this.#take(entry, answer.value);
          break;
        case "refused":
          await this.parts.outbox.refuse(entry, answer.code, answer.detail);
          break;
        case "signedOut":
          // Everything stays; signing in nudges.
          this.#callOff();
          return;
        case "away":
          this.#tryLater(answer.retryAfterSeconds);
          return;
      }
      this.#failures = 0;
      await this.parts.changed();
    }
  }

  async #take(entry: Entry, answer: EventAnswer): Promise<void> {
    const { result } = answer;
    if (result === "refused") await this.parts.outbox.refuse(entry, answer.code ?? "", answer.message ?? "");
    else await this.parts.outbox.receive(entry.sequence, { ...answer, result }, this.parts.now());
  }

  /** Full jitter, so that a thousand tablets do not come back in the same second (Brooker, 2015). */
  #tryLater(retryAfterSeconds: number | null): void {
    this.#callOff();
    const ceiling = Math.min(longestWait, firstWait * 2 ** this.#failures++);
    const wait = Math.max((retryAfterSeconds ?? 0) * 1000, 500) + this.parts.random() * ceiling;
    this.#callOff = this.parts.later(wait, () => void this.nudge());
  }
}
