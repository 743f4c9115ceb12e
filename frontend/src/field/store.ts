/* The phone's own storage: one database a person, written through before anything is called kept. */

export const TABLES = ["facts", "drafts", "photos", "queue", "thumbs"] as const;
export type Table = (typeof TABLES)[number];

/** The phone has no room left: nothing of this write was kept. */
export class StorageFull extends Error {}

/** The database was shut: another person came, or the storage was cleared. Whoever still asks is out of date. */
export class StorageShut extends Error {}

/** Keyed rows of any table; every row carries its own key. */
export interface Row {
  id: string;
}

export interface Writing {
  get<T extends Row>(table: Table, id: string): Promise<T | undefined>;
  put<T extends Row>(table: Table, row: T): void;
  drop(table: Table, id: string): void;
}

const VERSION = 2;
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
  private shut = false;

  private constructor(private readonly database: IDBDatabase) {}

  static async open(person: string): Promise<Store> {
    const request = indexedDB.open(PREFIX + person, VERSION);
    request.onupgradeneeded = () => {
      const missing = TABLES.filter((table) => !request.result.objectStoreNames.contains(table));
      missing.forEach((table) => request.result.createObjectStore(table, { keyPath: "id" }));
    };
    const database = await answered(request);
    const store = new Store(database);
    database.onversionchange = () => store.gone();
    database.onclose = () => store.gone();
    return store;
  }

  static async drop(person: string): Promise<void> {
    await answered(indexedDB.deleteDatabase(PREFIX + person));
  }

  close(): void {
    this.shut = true;
    this.database.close();
  }

  /** Cleared from outside while it was open: begin anew with what is left. */
  private gone(): void {
    this.close();
    location.reload();
  }

  private open(mode: IDBTransactionMode, tables: readonly Table[]): IDBTransaction {
    if (this.shut) throw new StorageShut();
    return this.database.transaction([...tables], mode, { durability: "strict" });
  }

  async all<T extends Row>(table: Table): Promise<T[]> {
    return (await answered(this.open("readonly", [table]).objectStore(table).getAll())) as T[];
  }

  async keys(table: Table): Promise<string[]> {
    return (await answered(this.open("readonly", [table]).objectStore(table).getAllKeys())) as string[];
  }

  async get<T extends Row>(table: Table, id: string): Promise<T | undefined> {
    return (await answered(this.open("readonly", [table]).objectStore(table).get(id))) as T | undefined;
  }

  async put<T extends Row>(table: Table, row: T): Promise<void> {
    await this.write((tables) => Promise.resolve(tables.put(table, row)));
  }

  /** Everything that is done inside stands together or not at all. Strict: it resolves once the disk has it. */
  async write(act: (tables: Writing) => Promise<void>): Promise<void> {
    const transaction = this.open("readwrite", TABLES);
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
}
