// The browser's own lock of a desk: 32 random bytes, kept sealed under a key that WebCrypto gives to nobody, neither
// to this program. IndexedDB is the only place where a browser keeps such a key.

const STORE = 'locks';

const answered = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const opened = () => {
  const request = indexedDB.open('taizhang', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return answered(request);
};

const sealing = (desk, iv) => ({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`taizhang desk ${desk}`) });

/** The bytes of this desk's lock; made, and durably kept, where there are none. */
export async function vaultKey(desk) {
  const db = await opened();
  try {
    const found = await answered(db.transaction(STORE).objectStore(STORE).get(desk));
    if (found) {
      return new Uint8Array(await crypto.subtle.decrypt(sealing(desk, found.iv), found.key, found.sealed));
    }
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const [secret, iv] = [new Uint8Array(32), new Uint8Array(12)].map((bytes) => crypto.getRandomValues(bytes));
    const sealed = await crypto.subtle.encrypt(sealing(desk, iv), key, secret);
    const kept = db.transaction(STORE, 'readwrite', { durability: 'strict' });
    kept.objectStore(STORE).put({ key, iv, sealed }, desk);
    await new Promise((resolve, reject) => {
      kept.oncomplete = resolve;
      kept.onabort = () => reject(kept.error);
    });
    return secret;
  } finally {
    db.close();
  }
}
