import { type KeyShelf, type OwnKeys, ownKeys } from './own-keys';

const DATABASE = 'jwc-keys';
const STORE = 'keys';

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** IndexedDB takes a key as it is, without anybody reading it. */
async function openShelf(): Promise<KeyShelf | null> {
  if (typeof indexedDB === 'undefined') return null;
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const db = await done(opening);
  const get = async (user: string): Promise<CryptoKeyPair | null> =>
    (await done(db.transaction(STORE).objectStore(STORE).get(user))) ?? null;
  return {
    get,
    add: async (user, pair) => {
      // Two windows may come to it at once: within one transaction the first one's pair stays.
      const store = db.transaction(STORE, 'readwrite').objectStore(STORE);
      const first: CryptoKeyPair | undefined = await done(store.get(user));
      if (first) return first;
      await done(store.add(pair, user));
      return pair;
    },
    drop: async (user) =>
      void (await done(db.transaction(STORE, 'readwrite').objectStore(STORE).delete(user))),
  };
}

let shared: OwnKeys | null = null;
/** The keys of this browser, one database for all windows and desks. */
export function browserKeys(): OwnKeys {
  let shelf: Promise<KeyShelf | null> | null = null;
  shared ??= ownKeys(globalThis.crypto?.subtle, () => {
    shelf ??= openShelf();
    return shelf;
  });
  return shared;
}
