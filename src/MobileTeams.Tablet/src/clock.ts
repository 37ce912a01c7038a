/** How far the tablet's clock is from the server's. The tablet's time goes into events as it is; screens follow the server's. */
export class ServerClock {
  /** Milliseconds to add to the tablet's clock. */
  offset = 0;

  constructor(private readonly deviceNow: () => number = () => Date.now()) {}

  /** Learns from an answer: the server wrote its time somewhere between asking and getting. */
  learn(serverTime: string, askedAt: number, answeredAt: number): void {
    const middle = (askedAt + answeredAt) / 2;
    const difference = Date.parse(serverTime) - middle;
    // Within the round trip (and a second for rounding) nothing is known to be wrong.
    this.offset = Math.abs(difference) <= (answeredAt - askedAt) / 2 + 1000 ? 0 : difference;
  }

  now(): number {
    return this.deviceNow() + this.offset;
  }

  /** Whole minutes the tablet is ahead (+) or behind (−); 0 when the difference is under a minute. */
  get minutesWrong(): number {
    return Math.abs(this.offset) < 60_000 ? 0 : Math.round(-this.offset / 60_000);
  }
}
