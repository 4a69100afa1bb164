/**
 * The device's memory: JSON values under a key, in IndexedDB, or in localStorage where IndexedDB
 * is missing or does not answer (design 7). A promise resolves when the transaction is complete.
 */
const DATABASE = 'hom-phieu';
const TABLE = 'values';
/** Some browsers never answer the first open after an update. */
const OPEN_TIMEOUT_MS = 3000;

let opened: Promise<IDBDatabase | null> | null = null;

/** The value stored under `key`, or undefined. The caller parses it: another version may have written it. */
export async function get(key: string): Promise<unknown> {
  const database = await open();
  if (database !== null) {
    const value = await run(database, 'readonly', (table) => table.get(key));
    if (value !== undefined) return value;
  }
  return readLocal(key);
}

/** Stores a JSON value; after it resolves, a reload finds it. */
export async function set(key: string, value: unknown): Promise<void> {
  const database = await open();
  if (database === null) {
    localStorage.setItem(DATABASE + '/' + key, JSON.stringify(value));
    return;
  }
  await run(database, 'readwrite', (table) => table.put(value, key));
  localStorage.removeItem(DATABASE + '/' + key);
}

/**
 * Replaces the value under `key` by `change` of it and returns what stands now. In IndexedDB one
 * transaction reads and writes, so of two tabs the second sees what the first has done. `relaxed`
 * is quicker and survives a reload, but perhaps not a dead battery.
 */
export async function update(
  key: string,
  change: (value: unknown) => unknown,
  durability: IDBTransactionDurability = 'strict',
): Promise<unknown> {
  const database = await open();
  if (database === null) {
    // Without a pause between reading and writing: another tab cannot come in between.
    const next = change(readLocal(key));
    localStorage.setItem(DATABASE + '/' + key, JSON.stringify(next));
    return next;
  }
  let next: unknown;
  function replace(table: IDBObjectStore): IDBRequest {
    const reading = table.get(key);
    reading.onsuccess = () => {
      next = change(reading.result);
      table.put(next, key);
    };
    return reading;
  }
  await run(database, 'readwrite', replace, durability);
  return next;
}

/** Forgets `key`; harmless when there is nothing. */
export async function remove(key: string): Promise<void> {
  const database = await open();
  if (database !== null) await run(database, 'readwrite', (table) => table.delete(key));
  localStorage.removeItem(DATABASE + '/' + key);
}

export { remove as delete };

function readLocal(key: string): unknown {
  const text = localStorage.getItem(DATABASE + '/' + key);
  return text === null ? undefined : (JSON.parse(text) as unknown);
}

function open(): Promise<IDBDatabase | null> {
  opened ??= new Promise((resolve) => {
    setTimeout(() => {
      resolve(null);
    }, OPEN_TIMEOUT_MS);
    const request = requestDatabase();
    if (request === null) {
      resolve(null);
      return;
    }
    request.onupgradeneeded = () => {
      request.result.createObjectStore(TABLE);
    };
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      resolve(null);
    };
  });
  return opened;
}

/** Null where there is no IndexedDB, or where the browser's settings forbid it. */
function requestDatabase(): IDBOpenDBRequest | null {
  try {
    return indexedDB.open(DATABASE, 1);
  } catch {
    return null;
  }
}

function run(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  act: (table: IDBObjectStore) => IDBRequest,
  durability: IDBTransactionDurability = 'strict',
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(TABLE, mode, { durability });
    const request = act(transaction.objectStore(TABLE));
    transaction.oncomplete = () => {
      resolve(request.result);
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new Error('The device could not store'));
    };
  });
}
