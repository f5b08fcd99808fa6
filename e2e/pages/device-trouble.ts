/** What happens to a device under the running app: its disk fills, its data is removed, another version holds it. */
import type { Page } from '@playwright/test'

const held = new Map<Page, () => void>()

/** @param quotaSize bytes the origin may have; null: as before */
export async function setQuota(page: Page, quotaSize: number | null): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { origin } = new URL(page.url())
  await session.send('Storage.overrideQuotaForOrigin', {
    origin,
    ...(quotaSize === null ? {} : { quotaSize }),
  })
  // Overridden as long as the session lives: it is kept until the next word.
  held.get(page)?.()
  held.set(page, () => void session.detach().catch(() => {}))
}

/** As the browser does when it needs the room. */
export async function wipeStorage(page: Page): Promise<void> {
  const { origin } = new URL(page.url())
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
}

/** The database of the person who is signed in; empty when there is none. */
export function databaseName(page: Page): Promise<string> {
  return page.evaluate(
    async () =>
      (await indexedDB.databases()).find(({ name }) => name?.startsWith('deskside-'))?.name ?? '',
  )
}

/** A page as an app of old would be: the first version of the database, and deaf. */
export function holdOldDatabase(page: Page, name: string): Promise<void> {
  return page.evaluate(
    (database) =>
      new Promise<void>((resolve, reject) => {
        indexedDB.deleteDatabase(database).onsuccess = () => {
          const asked = indexedDB.open(database, 10)
          asked.onupgradeneeded = () => asked.result.createObjectStore('kv', { keyPath: 'key' })
          asked.onerror = () => reject(new Error('not opened'))
          asked.onsuccess = () => {
            Object.assign(window, { held: asked.result })
            resolve()
          }
        }
      }),
    name,
  )
}

/** A page as a later app would be. */
export function openNewerDatabase(page: Page, name: string): Promise<void> {
  return page.evaluate(
    (database) =>
      new Promise<void>((resolve, reject) => {
        const asked = indexedDB.open(database, 900)
        asked.onerror = () => reject(new Error('not opened'))
        asked.onsuccess = () => {
          asked.result.close()
          resolve()
        }
      }),
    name,
  )
}

/** A record that is torn. */
export async function damageDatabase(page: Page): Promise<void> {
  await page.evaluate(
    async (name) => {
      await new Promise<void>((resolve, reject) => {
        const asked = indexedDB.open(name)
        asked.onsuccess = () => {
          const write = asked.result.transaction('packs', 'readwrite')
          write
            .objectStore('packs')
            .put({ n: 1, bytes: new TextEncoder().encode('{"not": a list') })
          write.oncomplete = () => {
            asked.result.close()
            resolve()
          }
          write.onerror = () => reject(new Error('not written'))
        }
      })
    },
    await databaseName(page),
  )
}

/** As a browser does when a tab comes to the front. */
export function lookAgain(page: Page): Promise<void> {
  return page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')))
}
