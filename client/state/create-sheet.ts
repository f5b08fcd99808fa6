/**
 * Whether a sheet is open, as an entry of the browser's history: the way back (a button, a swipe from the edge) closes it and
 * leaves the page where it is; forward, and a reload, bring it back. Not here: what stands on it.
 */
import { createSignal, onCleanup, type Accessor } from 'solid-js'

/** In the state of an entry, beside what the router keeps there. */
const MARK = 'sheet'

export type Sheet = {
  isOpen: Accessor<boolean>
  open(): void
  close(): void
  /** Closes it first: what `next` opens must not have the sheet behind it on the way back. */
  leave(next: () => void): void
}

const stateNow = (): Record<string, unknown> => {
  const state: unknown = history.state
  return typeof state === 'object' && state !== null ? { ...state } : {}
}

/** @param name  of this sheet among all that an entry may be of */
export function createSheet(name: string): Sheet {
  const isMarked = () => stateNow()[MARK] === name
  const [isOpen, setOpen] = createSignal(isMarked())
  let afterwards: (() => void) | null = null
  const popped = () => {
    setOpen(isMarked())
    const next = afterwards
    afterwards = null
    // The router hears of the way back too, and first goes there.
    if (next) queueMicrotask(next)
  }
  addEventListener('popstate', popped)
  onCleanup(() => removeEventListener('popstate', popped))
  const close = () => {
    setOpen(false)
    if (isMarked()) history.back()
  }
  return {
    isOpen,
    open() {
      if (isOpen()) return
      history.pushState({ ...stateNow(), [MARK]: name }, '')
      setOpen(true)
    },
    close,
    leave(next) {
      if (!isMarked()) {
        setOpen(false)
        return next()
      }
      afterwards = next
      close()
    },
  }
}
