/** The tablet's own memory: `kept` holds single things by name, `outbox` what is to be sent, `refused` what needs a person. */
export function openDatabase(name = "mobileteams"): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("kept");
    // The key generator is the tablet's event sequence: it rises for ever, also over deleted and cleared entries.
    request.result.createObjectStore("outbox", { keyPath: "sequence", autoIncrement: true });
    request.result.createObjectStore("refused", { keyPath: "sequence" });
  };
  return answered(request);
}

export function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });
}

/** Resolves when the transaction is on disk; strict durability, so that a killed tablet has it too. */
export function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("The tablet's memory refused to write."));
    transaction.onerror = () => reject(transaction.error!);
  });
}

export function writing(database: IDBDatabase, ...stores: string[]): IDBTransaction {
  return database.transaction(stores, "readwrite", { durability: "strict" });
}

export function find<T>(database: IDBDatabase, key: string): Promise<T | undefined> {
  return answered<T | undefined>(database.transaction("kept").objectStore("kept").get(key));
}

export async function keep(database: IDBDatabase, key: string, value: unknown): Promise<void> {
  const transaction = writing(database, "kept");
  transaction.objectStore("kept").put(value, key);
  await committed(transaction);
}

export async function drop(database: IDBDatabase, ...keys: string[]): Promise<void> {
  const transaction = writing(database, "kept");
  for (const key of keys) transaction.objectStore("kept").delete(key);
  await committed(transaction);
}

/** Empties everything. The stores stay, and with them the event sequence. */
export async function wipe(database: IDBDatabase): Promise<void> {
  const transaction = writing(database, "kept", "outbox", "refused");
  for (const store of ["kept", "outbox", "refused"]) transaction.objectStore(store).clear();
  await committed(transaction);
}

/** How many events wait, told without any key. */
export function countUnsent(database: IDBDatabase): Promise<number> {
  return answered<Stored[]>(database.transaction("outbox").objectStore("outbox").getAll()).then(
    (all) => all.filter((entry) => entry.receipt === null).length,
  );
}

interface Stored {
  receipt: unknown;
}
