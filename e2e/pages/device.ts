/** What lies on a device, seen past the app: every record of its databases, every key and cache of the origin. */
import type { Page } from '@playwright/test'

/** Names of what holds anything of a person. The app's own files, and drafts of public forms, may stay. */
export function keptNames(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name = '' }) => name)
    const cached = (await caches.keys()).filter((name) => !name.startsWith('workbox-precache'))
    const keys = Object.keys(localStorage).filter((key) => key !== 'deskside.leaving')
    return [...databases, ...cached, ...keys].filter((name) => name !== 'deskside-forms')
  })
}

/** The stores in which any record holds the words, also inside bytes, packed ones too. */
export function storesWith(page: Page, words: string): Promise<string[]> {
  return page.evaluate(async (needle) => {
    const say = (value: unknown): string => {
      if (value instanceof Uint8Array) return new TextDecoder('latin1').decode(value)
      if (typeof value === 'object' && value !== null)
        return Object.values(value).map(say).join('\n')
      return String(value)
    }
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error ?? new Error('no answer'))
      })
    // As client/replica/doc-pack does it.
    const unpack = async (record: unknown): Promise<unknown> => {
      if (typeof record !== 'object' || record === null || !('plainBytes' in record)) return record
      const packed = Reflect.get(record, 'bytes')
      if (!(packed instanceof Uint8Array)) return record
      const plain = new Blob([Uint8Array.from(packed)])
        .stream()
        .pipeThrough(new DecompressionStream('deflate-raw'))
      return new Uint8Array(await new Response(plain).arrayBuffer())
    }
    const found: string[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      if (!name.startsWith('deskside-') || name === 'deskside-forms') continue
      const database = await done(indexedDB.open(name))
      for (const store of database.objectStoreNames) {
        const records = await done(database.transaction(store).objectStore(store).getAll())
        const plain = await Promise.all(records.map(unpack))
        if (plain.some((record) => say(record).includes(needle))) found.push(store)
      }
      database.close()
    }
    return found
  }, words)
}
