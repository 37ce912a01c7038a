import { answered, committed, writing } from "./database";
import type { Sealed, Vault } from "./vault";
import type { EventAnswer, VisitEvent } from "./wire";

/** The server's word that it has an event, and from which version of the day it shows. */
export interface Receipt {
  result: "accepted" | "noted" | "repeated";
  version: number;
  /** Milliseconds by the tablet's clock. */
  at: number;
}

export interface Entry {
  sequence: number;
  event: VisitEvent;
  /** Null until the server has answered: not sent. */
  receipt: Receipt | null;
}

/** An event the server will not take. It stays until a person says it is dealt with. */
export interface Refused {
  sequence: number;
  event: VisitEvent;
  code: string;
  message: string;
}

interface StoredEntry {
  sequence?: number;
  sealed: Sealed;
  receipt: Receipt | null;
}

interface StoredRefusal {
  sequence: number;
  sealed: Sealed;
}

/**
 * What the nurse did, first written down here, then sent. An event leaves in one of two ways: the server's receipt and a bundle
 * that shows it, or a refusal, which moves it to the list for a person. It is never dropped on the way.
 */
export class Outbox {
  constructor(
    private readonly database: IDBDatabase,
    private readonly vault: Vault,
  ) {}

  async add(event: VisitEvent): Promise<Entry> {
    // Sealed before the transaction opens: IndexedDB closes one that waits for anything else.
    const sealed = await this.vault.seal(event);
    const transaction = writing(this.database, "outbox");
    const stored: StoredEntry = { sealed, receipt: null };
    const sequence = answered(transaction.objectStore("outbox").add(stored));
    await committed(transaction);
    return { sequence: Number(await sequence), event, receipt: null };
  }

  /** All of them in the order they happened, sent ones too until a bundle shows them. */
  async list(): Promise<Entry[]> {
    const all = await answered<Required<StoredEntry>[]>(this.database.transaction("outbox").objectStore("outbox").getAll());
    return Promise.all(
      all.map(async ({ sequence, sealed, receipt }) => ({ sequence, receipt, event: await this.vault.unseal<VisitEvent>(sealed) })),
    );
  }

  async findFirstUnsent(): Promise<Entry | null> {
    const all = await answered<Required<StoredEntry>[]>(this.database.transaction("outbox").objectStore("outbox").getAll());
    const first = all.find((entry) => entry.receipt === null);
    return first ? { sequence: first.sequence, receipt: null, event: await this.vault.unseal<VisitEvent>(first.sealed) } : null;
  }

  async receive(sequence: number, answer: EventAnswer & { result: Receipt["result"] }, at: number): Promise<void> {
    const transaction = writing(this.database, "outbox");
    const store = transaction.objectStore("outbox");
    const get = store.get(sequence) as IDBRequest<StoredEntry | undefined>;
    get.onsuccess = () => {
      // Another window of the app may have had the same answer and be done with it.
      if (get.result) store.put({ ...get.result, receipt: { result: answer.result, version: answer.version ?? 0, at } satisfies Receipt });
    };
    await committed(transaction);
  }

  async refuse(entry: Entry, code: string, message: string): Promise<void> {
    const sealed = await this.vault.seal({ event: entry.event, code, message });
    const transaction = writing(this.database, "outbox", "refused");
    const refusal: StoredRefusal = { sequence: entry.sequence, sealed };
    transaction.objectStore("refused").put(refusal);
    transaction.objectStore("outbox").delete(entry.sequence);
    await committed(transaction);
  }

  /** A bundle of this team and version is here: what the server had taken by then needs no copy any more. */
  async settle(team: string, version: number): Promise<void> {
    const shown = (await this.list()).filter((e) => e.receipt !== null && (e.event.team !== team || e.receipt.version <= version));
    if (shown.length === 0) return;
    const transaction = writing(this.database, "outbox");
    for (const entry of shown) transaction.objectStore("outbox").delete(entry.sequence);
    await committed(transaction);
  }

  async listRefused(): Promise<Refused[]> {
    const all = await answered<StoredRefusal[]>(this.database.transaction("refused").objectStore("refused").getAll());
    return Promise.all(
      all.map(async ({ sequence, sealed }) => ({ sequence, ...(await this.vault.unseal<Omit<Refused, "sequence">>(sealed)) })),
    );
  }

  /** A person has dealt with it. */
  async dismiss(sequence: number): Promise<void> {
    const transaction = writing(this.database, "refused");
    transaction.objectStore("refused").delete(sequence);
    await committed(transaction);
  }

  /** Writes everything again under another vault, in one piece; the sequence numbers stay. */
  static async reseal(database: IDBDatabase, vault: Vault, entries: Entry[], refused: Refused[]): Promise<void> {
    const sealedEntries = await Promise.all(entries.map(async (e) => ({ sequence: e.sequence, receipt: e.receipt, sealed: await vault.seal(e.event) })));
    const sealedRefused = await Promise.all(
      refused.map(async ({ sequence, ...rest }): Promise<StoredRefusal> => ({ sequence, sealed: await vault.seal(rest) })),
    );
    const transaction = writing(database, "outbox", "refused");
    for (const entry of sealedEntries) transaction.objectStore("outbox").put(entry);
    for (const refusal of sealedRefused) transaction.objectStore("refused").put(refusal);
    await committed(transaction);
  }
}
