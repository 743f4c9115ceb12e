/* The phone's own storage: one database a person, written through before anything is called kept. */

export const TABLES = ["facts", "drafts", "photos", "queue"] as const;
export type Table = (typeof TABLES)[number];

/** The phone has no room left: nothing of this write was kept. */
export class StorageFull extends Error {}

/** Keyed rows of any table; every row carries its own key. */
export interface Row {
  id: string;
}

export interface Writing {
  get<T extends Row>(table: Table, id: string): Promise<T | undefined>;
  put<T extends Row>(table: Table, row: T): void;
  drop(table: Table, id: string): void;
}

const VERSION = 1;
const PREFIX = "anlan-field-";

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(named(request.error));
  });
}

function named(error: DOMException | null): Error {
  return error?.name === "QuotaExceededError" ? new StorageFull() : (error ?? new Error("storage"));
}

export class Store {
  private constructor(private readonly database: IDBDatabase) {}

  static async open(person: string): Promise<Store> {
    const request = indexedDB.open(PREFIX + person, VERSION);
    request.onupgradeneeded = () => TABLES.forEach((table) => request.result.createObjectStore(table, { keyPath: "id" }));
    const database = await answered(request);
    database.onversionchange = () => database.close();
    return new Store(database);
  }

  static async drop(person: string): Promise<void> {
    await answered(indexedDB.deleteDatabase(PREFIX + person));
  }

  close(): void {
    this.database.close();
  }

  async all<T extends Row>(table: Table): Promise<T[]> {
    return (await answered(this.database.transaction(table).objectStore(table).getAll())) as T[];
  }

  async get<T extends Row>(table: Table, id: string): Promise<T | undefined> {
    return (await answered(this.database.transaction(table).objectStore(table).get(id))) as T | undefined;
  }

  async put<T extends Row>(table: Table, row: T): Promise<void> {
    await this.write((tables) => Promise.resolve(tables.put(table, row)));
  }

  /** Everything that is done inside stands together or not at all; resolves once it is on the device. */
  async write(act: (tables: Writing) => Promise<void>): Promise<void> {
    const transaction = this.begin();
    const ended = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(named(transaction.error));
    });
    const tables: Writing = {
      get: async <T extends Row>(table: Table, id: string) => (await answered(transaction.objectStore(table).get(id))) as T | undefined,
      put: (table, row) => void transaction.objectStore(table).put(row),
      drop: (table, id) => void transaction.objectStore(table).delete(id),
    };
    try {
      await act(tables);
    } catch (error) {
      ended.catch(() => undefined);
      transaction.abort();
      throw error instanceof DOMException ? named(error) : error;
    }
    await ended;
  }

  /** Strict: the answer comes after the disk has it, where the browser knows how. */
  private begin(): IDBTransaction {
    return this.database.transaction([...TABLES], "readwrite", { durability: "strict" });
  }
}
