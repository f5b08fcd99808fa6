/**
 * In place of an open ticket that is not here: why, as far as this device may know it, what its reader had typed and not sent,
 * and the way on. Nobody is moved to another ticket by it: keys that were meant for this one do nothing there.
 */
import { createEffect, createMemo, For, lazy, on, Show, Suspense } from 'solid-js'
import { lostRows } from '../state/lost-slot.ts'
import { useDesk } from '../state/replica-context.tsx'
import { ticketWords } from '../words/ticket.ts'

const WaitingItem = lazy(() =>
  import('./waiting-item.tsx').then((m) => ({ default: m.WaitingItem })),
)

export function GoneTicket(props: {
  id: string
  onOpenTicket: (id: string) => void
  onNext: () => void
}) {
  const desk = useDesk()
  let card: HTMLElement | undefined
  const text = ticketWords.gone
  const why = () => lostRows()?.why(props.id) ?? null
  /** Everything that this person may see is here: what is not, they may not see. */
  const isComplete = () => {
    const { isChecking, progress } = desk.sync.status()
    return !isChecking && progress === null
  }
  const said = () => {
    const reason = why()
    if (reason !== null) return { title: text.title, hint: text.hint[reason] }
    return isComplete()
      ? { title: text.none, hint: text.noneHint }
      : { title: ticketWords.head.missing, hint: ticketWords.head.missingHint }
  }
  const kept = createMemo(() =>
    why() === null && !isComplete()
      ? []
      : desk.sync.waiting().filter((item) => item.ticket === props.id && item.text !== null),
  )
  // Whoever was in the ticket is not left nowhere; whoever is elsewhere stays there.
  createEffect(
    on(why, (reason) => {
      if (reason !== null && document.activeElement === document.body)
        card?.focus({ preventScroll: true })
    }),
  )
  return (
    <section class="pane-empty gone-ticket" ref={card} tabindex="-1" aria-label={said().title}>
      <p class="empty-title">{said().title}</p>
      <p>{said().hint}</p>
      <Show when={kept().length > 0}>
        <h2>{text.kept}</h2>
        <ul class="waiting-list">
          <For each={kept()}>
            {(item) => (
              <Suspense>
                <WaitingItem item={item} onOpenTicket={props.onOpenTicket} />
              </Suspense>
            )}
          </For>
        </ul>
      </Show>
      <Show when={lostRows()?.beside(props.id)}>
        <button type="button" class="button" onClick={() => props.onNext()}>
          {ticketWords.head.next}
        </button>
      </Show>
    </section>
  )
}
