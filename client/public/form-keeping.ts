/** Forms that wait for a network, in IndexedDB: the words, small files and the id under which they make one ticket. */

export type KeptForm = {
  id: string
  queue: string
  texts: Record<string, string>
  files: File[]
  at: number
  /** Why the server did not take it, in words; such a form is not sent again by itself. */
  refused: string | null
}

export const KEPT_FORMS_MAX = 20
export const KEPT_FILE_BYTES = 5 * 1024 * 1024

export type Keeping = {
  all(): Promise<KeptForm[]>
  /** Rejects when the device has no room. */
  put(form: KeptForm): Promise<void>
  drop(id: string): Promise<void>
}

export async function openKeeping(factory: IDBFactory): Promise<Keeping> {
  const request = factory.open('deskside-forms', 1)
  request.onupgradeneeded = () => request.result.createObjectStore('kept', { keyPath: 'id' })
  const database = await resultOf(request)
  // Another tab with a newer version of this page must not wait for this one.
  database.onversionchange = () => database.close()
  const run = async <T>(
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => IDBRequest<T>,
  ) => {
    const transaction = database.transaction('kept', mode, { durability: 'strict' })
    const result = act(transaction.objectStore('kept'))
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error ?? new Error('storage gave up'))
    })
    return result.result
  }
  return {
    async all() {
      const kept: KeptForm[] = await run('readonly', (store) => store.getAll(null, KEPT_FORMS_MAX))
      return kept.sort((a, b) => a.at - b.at)
    },
    async put(form) {
      await run('readwrite', (store) => store.put(form))
    },
    async drop(id) {
      await run('readwrite', (store) => store.delete(id))
    },
  }
}

/** The form as it is sent. */
export function dataOf(form: KeptForm): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(form.texts)) data.set(name, value)
  data.set('id', form.id)
  for (const file of form.files) data.append('files', file)
  return data
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('storage did not open'))
  })
}
