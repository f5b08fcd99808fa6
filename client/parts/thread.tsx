/** The thread of a ticket, oldest first: messages, folded events, and replies that wait on this device. */
import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show } from 'solid-js'
import { mayRemove } from '../../shared/ticket/ticket-rules.ts'
import type { Message, Ticket } from '../../shared/ticket/ticket.ts'
import type { Waiting } from '../replica/api.ts'
import { createLooks } from '../state/message-looks.ts'
import { useDesk } from '../state/replica-context.tsx'
import { saveFile } from '../state/save-file.ts'
import { ENTRIES_SHOWN, foldThread, lastSettledId } from '../state/thread.ts'
import { ticketWords } from '../words/ticket.ts'
import { ChangeLine } from './change-line.tsx'
import { Icon } from './icon.tsx'
import { LostLine } from './lost-line.tsx'
import { MessageCard } from './message-card.tsx'
import { PrintDialog } from './print-dialog.tsx'
import { UnsentReply } from './unsent-reply.tsx'

/** A message counts as seen once it was in sight this long. */
const SEEN_AFTER_MS = 1_000
/** Nearer to the end than this, the thread follows what is new. */
const AT_END_PX = 80
/** So much of a message must show for it to be the one that is read. */
const IN_SIGHT_PX = 60

export function Thread(props: {
  id: string
  ticket: Ticket
  /** Replies of this device that the server has not taken yet. */
  unsent: readonly Waiting[]
  onSeen: (messageId: string | null) => void
  onOpenTicket: (id: string) => void
  /** The message that the reader is at; null: there is none. */
  onForward: (message: string | null) => void
  onRedact: (message: string) => void
}) {
  const desk = useDesk()
  let box: HTMLDivElement | undefined
  const [shownCount, setShownCount] = createSignal(ENTRIES_SHOWN)
  const [isAtEnd, setAtEnd] = createSignal(true)
  const [hasNewBelow, setNewBelow] = createSignal(false)
  const looks = createLooks()
  const [isPrinting, setPrinting] = createSignal(false)
  /** Until somebody scrolls or types here, the end stays in sight while formatted mail takes its height. */
  let isSettling = true
  let endTop = 0
  const [openFolds, setOpenFolds] = createSignal<ReadonlySet<string>>(new Set())
  /** What waits on this device is shown once, as that. */
  const entries = createMemo(() => {
    const unsent = new Set(props.unsent.map((item) => item.message))
    const messages = props.ticket.messages.filter((message) => !unsent.has(message.id))
    return foldThread(messages, desk.replica.me.id)
  })
  const shown = createMemo(() => entries().slice(-shownCount()))
  const hiddenCount = () => entries().length - shown().length
  const lastId = createMemo(() => props.ticket.messages.at(-1)?.id ?? null)

  const toEnd = () => {
    if (!box) return
    // A message longer than the pane is read from its beginning.
    const last = [...box.querySelectorAll('[data-message]')].at(-1)
    const isLong = last instanceof HTMLElement && last.offsetHeight > box.clientHeight
    if (isLong) last.scrollIntoView({ block: 'start' })
    else box.scrollTop = box.scrollHeight
    endTop = box.scrollTop
    setNewBelow(false)
  }
  createEffect(
    on(
      () => props.id,
      () => {
        setShownCount(ENTRIES_SHOWN)
        setOpenFolds(new Set<string>())
        looks.reset()
        isSettling = true
        queueMicrotask(toEnd)
      },
    ),
  )
  createEffect(
    on(
      [lastId, () => props.unsent.length],
      () => {
        if (isAtEnd()) queueMicrotask(toEnd)
        else setNewBelow(true)
      },
      { defer: true },
    ),
  )
  // Seen: the ticket was open for a while, or the end of what came later was in sight for a while.
  const seeAfterAWhile = () => {
    const last = lastSettledId(props.ticket, desk.replica.me.id)
    const timer = setTimeout(() => {
      if (document.visibilityState === 'visible') props.onSeen(last)
    }, SEEN_AFTER_MS)
    onCleanup(() => clearTimeout(timer))
  }
  createEffect(on(() => props.id, seeAfterAWhile))
  createEffect(
    on([lastId, isAtEnd], ([, atEnd]) => {
      if (atEnd) seeAfterAWhile()
    }),
  )
  const showEarlier = () => {
    if (!box) return
    const fromEnd = box.scrollHeight - box.scrollTop
    setShownCount((n) => n + ENTRIES_SHOWN)
    box.scrollTop = box.scrollHeight - fromEnd
  }
  const messageOf = (element: Element | null | undefined) => element?.closest('[data-message]')
  /** Where the reader is: the message with the focus, else the last that is in sight. */
  const currentElement = (): HTMLElement | null => {
    const focused = messageOf(document.activeElement)
    if (focused instanceof HTMLElement && box?.contains(focused)) return focused
    const bottom = box?.getBoundingClientRect().bottom ?? 0
    const inSight = [...(box?.querySelectorAll<HTMLElement>('[data-message]') ?? [])].filter(
      (one) => one.getBoundingClientRect().top < bottom - IN_SIGHT_PX,
    )
    return inSight.at(-1) ?? null
  }
  const withCurrent = (act: (message: Message) => void) => () => {
    const id = currentElement()?.dataset['message']
    const message = props.ticket.messages.find((one) => one.id === id)
    if (message) act(message)
  }
  const step = (by: 1 | -1) => {
    const all = [...(box?.querySelectorAll<HTMLElement>('[data-message]') ?? [])]
    const current = currentElement()
    const isThere = current === messageOf(document.activeElement)
    const at = all.findIndex((one) => one === current)
    const next = all[isThere ? at + by : at] ?? current
    next?.focus({ preventScroll: true })
    next?.scrollIntoView({ block: 'nearest' })
  }
  /** Takes back what is still held. */
  const undo = ({ id, forwardOf }: Message) => {
    if (!forwardOf) return void desk.undoSend(props.id, id)
    void import('../state/ticket-acts.ts').then((m) => m.undoForward(desk, props.id, id))
  }
  const { bind } = desk.commands
  bind('message-next', () => step(1))
  bind('message-previous', () => step(-1))
  if (mayRemove(desk.info().me))
    bind(
      'redact',
      withCurrent((message) => props.onRedact(message.id)),
    )
  bind('forward', () => props.onForward(currentElement()?.dataset['message'] ?? null))
  bind(
    'message-plain',
    withCurrent((message) => message.html && looks.togglePlain(message.id)),
  )
  bind(
    'message-quote',
    withCurrent((message) => looks.toggleQuote(message.id)),
  )
  bind(
    'message-original',
    withCurrent(({ raw }) => {
      if (raw) saveFile(desk, props.id, { hash: raw, name: 'original.eml' })
    }),
  )
  bind('print', () => setPrinting(true))

  // On paper there is the whole thread, however much of it is on the screen.
  let shownBefore = ENTRIES_SHOWN
  const onBeforePrint = () => {
    shownBefore = shownCount()
    setShownCount(Number.MAX_SAFE_INTEGER)
  }
  const onAfterPrint = () => setShownCount(shownBefore)
  window.addEventListener('beforeprint', onBeforePrint)
  window.addEventListener('afterprint', onAfterPrint)
  onCleanup(() => {
    window.removeEventListener('beforeprint', onBeforePrint)
    window.removeEventListener('afterprint', onAfterPrint)
  })

  let inner: HTMLDivElement | undefined
  onMount(() => {
    if (!inner || typeof ResizeObserver === 'undefined') return
    const grown = new ResizeObserver(() => {
      if (isSettling && isAtEnd()) toEnd()
    })
    grown.observe(inner)
    onCleanup(() => grown.disconnect())
  })
  const settle = () => {
    isSettling = false
  }
  return (
    <div class="thread-wrap">
      {/* They notice that somebody reads, and do nothing else. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        class="thread"
        ref={box}
        onWheel={settle}
        onPointerDown={settle}
        onKeyDown={settle}
        // The thread scrolls: it must be reachable by keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabindex={0}
        role="region"
        aria-label={ticketWords.head.thread}
        onScroll={(event) => {
          const { scrollHeight, scrollTop, clientHeight } = event.currentTarget
          const atEnd = scrollHeight - scrollTop - clientHeight < AT_END_PX
          if (scrollTop < endTop) isSettling = false
          // What grows below while the ticket opens is no scrolling.
          if (!isSettling) setAtEnd(atEnd)
          if (atEnd) setNewBelow(false)
        }}
      >
        <div class="thread-inner" ref={inner}>
          <Show when={hiddenCount() > 0}>
            <button type="button" class="fold-button thread-earlier" onClick={showEarlier}>
              <Icon name="up" size={14} />
              {ticketWords.head.earlier({ n: hiddenCount() })}
            </button>
          </Show>
          <For each={shown()}>
            {(entry) =>
              entry.kind === 'fold' ? (
                <ChangeLine
                  events={entry.events}
                  isOpen={openFolds().has(entry.id)}
                  onToggle={() =>
                    setOpenFolds((open) => {
                      const next = new Set(open)
                      if (!next.delete(entry.id)) next.add(entry.id)
                      return next
                    })
                  }
                />
              ) : entry.kind === 'lost' ? (
                <LostLine id={props.id} ticket={props.ticket} event={entry.event} />
              ) : (
                <MessageCard
                  ticket={props.id}
                  requester={props.ticket.facts.requester}
                  message={entry}
                  delivery={props.ticket.delivery[entry.id]}
                  looks={looks}
                  onOpenTicket={props.onOpenTicket}
                  onRedact={() => props.onRedact(entry.id)}
                  isFresh={entry.id === lastId() && entry.kind === 'inbound'}
                  onUndo={() => undo(entry)}
                />
              )
            }
          </For>
          <For each={props.unsent}>
            {(item) => (
              <UnsentReply
                item={item}
                ticket={props.ticket}
                onUndo={() => void desk.undoSend(props.id, item.message ?? '')}
                onOpenTicket={props.onOpenTicket}
              />
            )}
          </For>
        </div>
      </div>
      <Show when={hasNewBelow()}>
        <button type="button" class="new-below" onClick={toEnd}>
          <Icon name="down" size={14} />
          {ticketWords.head.newBelow}
        </button>
      </Show>
      <Show when={isPrinting()}>
        <PrintDialog onClose={() => setPrinting(false)} />
      </Show>
    </div>
  )
}
