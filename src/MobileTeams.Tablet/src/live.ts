import type { HubConnection } from "@microsoft/signalr";

export interface LiveParts {
  /** Which team's day to follow, and from which version; null while there is none. */
  following: () => { team: string; version: number } | null;
  onDayChanged: (team: string, version: number) => void;
  onDispatched: (team: string, visit: string) => void;
  /** The line is up again: something may have been missed. */
  onBack: () => void;
}

/**
 * The server's doorbell: it says that something changed, never what. What is true is fetched, and fetched again after every gap.
 */
export class LiveLine {
  #connection: HubConnection | null = null;
  #isStopped = false;
  #isStarting = false;
  #failures = 0;
  #timer = 0;

  constructor(private readonly parts: LiveParts) {}

  get isUp(): boolean {
    return this.#connection?.state === "Connected";
  }

  async start(): Promise<void> {
    if (this.#isStopped || this.#isStarting || (this.#connection && this.#connection.state !== "Disconnected")) return;
    window.clearTimeout(this.#timer);
    this.#isStarting = true;
    try {
      this.#connection ??= await this.#build();
      await this.#connection.start();
      this.#failures = 0;
      await this.follow();
      this.parts.onBack();
    } catch {
      // No network, no session or no server: all the same to a doorbell. It tries again, and the app fetches by the clock meanwhile.
      this.#timer = window.setTimeout(() => void this.start(), wait(this.#failures++));
    } finally {
      this.#isStarting = false;
    }
  }

  async follow(): Promise<void> {
    const following = this.parts.following();
    if (following && this.isUp) await this.#connection!.invoke("FollowTeam", following.team, following.version);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    window.clearTimeout(this.#timer);
    await this.#connection?.stop();
  }

  async #build(): Promise<HubConnection> {
    const { HubConnectionBuilder, LogLevel } = await import("@microsoft/signalr");
    const connection = new HubConnectionBuilder()
      .withUrl("/live")
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => wait(previousRetryCount) })
      .configureLogging(LogLevel.None)
      .build();
    connection.on("DayChanged", (change: { team: string; version: number }) => this.parts.onDayChanged(change.team, change.version));
    connection.on("Dispatched", (dispatch: { team: string; visit: string }) => this.parts.onDispatched(dispatch.team, dispatch.visit));
    connection.onreconnected(() => {
      void this.follow().catch(() => undefined);
      this.parts.onBack();
    });
    connection.onclose(() => {
      if (!this.#isStopped) this.#timer = window.setTimeout(() => void this.start(), wait(this.#failures++));
    });
    return connection;
  }
}

/** Full jitter up to a minute. */
function wait(failures: number): number {
  return 300 + Math.random() * Math.min(60_000, 2_000 * 2 ** failures);
}
