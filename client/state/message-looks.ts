/** How the messages of an open ticket are looked at: as sent or as plain words, quotes folded or open. Kept while it is open. */
import { createSignal } from 'solid-js'

export type MessageLooks = {
  isPlain(id: string): boolean
  togglePlain(id: string): void
  isQuoteOpen(id: string): boolean
  toggleQuote(id: string): void
  /** Back to what every ticket opens with. */
  reset(): void
}

export function createLooks(): MessageLooks {
  const [plain, setPlain] = createSignal<ReadonlySet<string>>(new Set())
  const [open, setOpen] = createSignal<ReadonlySet<string>>(new Set())
  const toggled = (ids: ReadonlySet<string>, id: string): ReadonlySet<string> => {
    const next = new Set(ids)
    if (!next.delete(id)) next.add(id)
    return next
  }
  return {
    isPlain: (id) => plain().has(id),
    togglePlain: (id) => setPlain((ids) => toggled(ids, id)),
    isQuoteOpen: (id) => open().has(id),
    toggleQuote: (id) => setOpen((ids) => toggled(ids, id)),
    reset() {
      setPlain(new Set<string>())
      setOpen(new Set<string>())
    },
  }
}
