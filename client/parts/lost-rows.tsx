/**
 * Rows of tickets that went while somebody looked on, struck and empty, with the reason, for a moment; and the same in words
 * for screen readers. Lazy. Not here: what stands in place of the open ticket (gone-ticket).
 */
import { createSignal, onCleanup } from 'solid-js'
import { makeLostPlaces } from '../state/lost-places.ts'
import { showLostRows, type WhyLost } from '../state/lost-slot.ts'
import { useDesk } from '../state/replica-context.tsx'
import { ticketWords } from '../words/ticket.ts'
import { Icon } from './icon.tsx'

/** Gone from the list within two seconds of the word (experience, screen A). */
const SHOWN_MS = 1_600
/** One that only changed its queue is back before anybody is told. */
const SAID_AFTER_MS = 500

/** Draws nothing in the list but the words for screen readers: it fills the places as long as it is there. */
export function LostRows() {
  const desk = useDesk()
  const isThere = (id: string) => desk.replica.row(id) !== undefined
  const lost = makeLostPlaces(isThere)
  const [changes, setChanges] = createSignal(0)
  const [said, setSaid] = createSignal('')
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const after = (ms: number, act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, ms)
    timers.add(timer)
  }
  /** The row that has, or had, the focus. */
  let focused: string | null = null
  const noteFocus = (event: FocusEvent) => {
    const row = event.target instanceof Element ? event.target.closest('.row[data-id]') : null
    focused = row?.getAttribute('data-id') ?? null
  }
  document.addEventListener('focusin', noteFocus)
  onCleanup(() => {
    document.removeEventListener('focusin', noteFocus)
    for (const timer of timers) clearTimeout(timer)
    showLostRows(null)
  })

  const tell = (ids: readonly string[], why: WhyLost) => {
    const gone = ids.filter((id) => !isThere(id))
    if (gone.length > 0) setSaid(ticketWords.gone.said[why]({ n: gone.length }))
  }
  onCleanup(
    desk.replica.onRows((ids, word) => {
      if (!ids) return
      const why = word ?? 'left'
      const isNew = [...ids].some((id) => !isThere(id) && lost.why(id) === null)
      const kept = lost.note(ids, why)
      if (!isNew) return
      setChanges((n) => n + 1)
      const told = [...ids]
      after(SAID_AFTER_MS, () => tell(told, why))
      after(SHOWN_MS, () => {
        lost.forget(kept)
        setChanges((n) => n + 1)
      })
      // The browser drops the focus of what it removes.
      if (focused === null || !ids.has(focused) || isThere(focused)) return
      const beside = lost.beside(focused)
      queueMicrotask(() => {
        const active = document.activeElement
        if (beside === null || (active !== null && active !== document.body)) return
        const row = document.querySelector(`.row[data-id="${beside}"]`)
        if (row instanceof HTMLElement) row.focus({ preventScroll: true })
      })
    }),
  )

  showLostRows({
    among(ids) {
      changes()
      return lost.among(ids)
    },
    view: (id, topPx) => {
      const why = lost.why(id)
      return (
        why && (
          <div
            class="row is-lost"
            style={{ transform: `translateY(${topPx}px)` }}
            aria-hidden="true"
          >
            <Icon name="lock" size={14} />
            <s />
            <span>{ticketWords.gone.row[why]}</span>
          </div>
        )
      )
    },
    beside(id) {
      changes()
      return id === null ? null : lost.beside(id)
    },
    why(id) {
      changes()
      return lost.why(id)
    },
  })
  return (
    <p class="sr-only" role="status" aria-live="polite">
      {said()}
    </p>
  )
}
