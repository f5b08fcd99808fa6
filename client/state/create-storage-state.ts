/**
 * Whether the browser promised to keep this desk's data, and how much there is. The promise is asked for after the first
 * thing that a person has done here: before that there is nothing worth keeping, and browsers judge by use.
 */
import { createSignal, onMount, type Accessor } from 'solid-js'

export type StorageState = {
  /** Null where the browser does not say. */
  isPersisted: Accessor<boolean | null>
  usedBytes: Accessor<number | null>
}

export function createStorageState(): StorageState {
  const [isPersisted, setPersisted] = createSignal<boolean | null>(null)
  const [usedBytes, setUsed] = createSignal<number | null>(null)
  onMount(() => {
    // Absent without a secure context.
    if (!('storage' in navigator)) return
    const { storage } = navigator
    void storage.persisted().then(setPersisted, () => {})
    void storage.estimate().then(
      ({ usage }) => setUsed(usage ?? null),
      () => {},
    )
  })
  return { isPersisted, usedBytes }
}

let isAsked = false

/** Once a page. The browser decides, with or without asking the person. */
export function askToPersist(): void {
  if (isAsked || !('storage' in navigator)) return
  isAsked = true
  void navigator.storage
    .persisted()
    .then((isSafe) => isSafe || navigator.storage.persist())
    .catch(() => false)
}
