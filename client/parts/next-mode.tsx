/**
 * Next-ticket mode: hands out one ticket after the other, the most urgent that nobody is in, until all is clear. Done,
 * snoozed or answered brings the next; y skips, Esc ends. Lazy. Not here: which ticket it is (state/next-ticket).
 */
import { createEffect, createMemo, createSignal, on, onCleanup, onMount, Show } from 'solid-js'
import { compareUrgency, mayBeNext, pickFree } from '../state/next-ticket.ts'
import { sayKeys } from '../state/key-choice.ts'
import type { CommandId } from '../state/keys.ts'
import { keyMap } from '../state/own-keys.ts'
import { isMac } from '../state/platform.ts'
import { useDesk } from '../state/replica-context.tsx'
import { isDone, type ViewFacts } from '../state/view.ts'
import { nextWords } from '../words/next.ts'

/** Two who were handed the same ticket at once see each other within this. */
const MEET_MS = 3_000

export function NextMode(props: {
  facts: ViewFacts
  current: string | null
  onOpen: (id: string | null) => void
  onEnd: () => void
}) {
  const desk = useDesk()
  const [given, setGiven] = createSignal<string | null>(null)
  const [isLooking, setLooking] = createSignal(true)
  const [skipped, setSkipped] = createSignal<ReadonlySet<string>>(new Set())
  let latest = 0
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      timers.add(setTimeout(resolve, ms))
    })
  onCleanup(() => {
    latest++
    for (const timer of timers) clearTimeout(timer)
  })
  const isLive = () => desk.sync.status().link.state === 'live'
  const candidates = createMemo(() =>
    desk.rows
      .all()
      .filter((row) => mayBeNext(row, props.facts) && !skipped().has(row.id))
      .sort(compareUrgency),
  )
  const left = () => candidates().filter(({ id }) => id !== given()).length

  const handOut = async () => {
    const mine = ++latest
    const before = given()
    setLooking(true)
    const ids = candidates().map(({ id }) => id)
    const wanted = ids.filter((id) => id !== before)
    const next = await pickFree(desk.replica, wanted, { isLive: isLive(), wait })
    if (mine !== latest) return
    setGiven(next)
    setLooking(false)
    props.onOpen(next)
    if (next !== null) meet(next)
  }
  /** Whoever comes later by name gives way, while nothing is done yet. */
  const meet = (ticket: string) => {
    const me = desk.replica.me.id
    const room = desk.replica.enter(ticket, (present) => {
      const other = present.find((one) => !one.isMe && one.person < me)
      if (!other || given() !== ticket) return
      desk.say(nextWords.taken({ name: other.name }))
      void handOut()
    })
    timers.add(setTimeout(() => room.leave(), MEET_MS))
  }
  const skip = () => {
    const id = given()
    if (id !== null) setSkipped((all) => new Set([...all, id]))
    void handOut()
  }
  const solve = () => {
    const id = given()
    const row = id === null ? undefined : desk.rows.byId(id)
    if (id !== null && row && !isDone(row))
      void desk.act([id], { op: 'set-status', status: 'solved' })
  }

  onMount(() => void handOut())
  // Answered, solved, snoozed or given away: the next one comes by itself.
  createEffect(
    on(
      () => {
        const row = desk.rows.byId(given() ?? '')
        return given() !== null && !(row && mayBeNext(row, props.facts))
      },
      (isOver) => {
        if (isOver && !isLooking()) void handOut()
      },
    ),
  )
  // Another ticket was opened by hand.
  createEffect(
    on(
      () => props.current,
      (id) => {
        if (!isLooking() && id !== given() && given() !== null) props.onEnd()
      },
      { defer: true },
    ),
  )
  const { bind, bindFirst } = desk.commands
  bind('skip-ticket', skip)
  bindFirst('done-next', solve)
  bindFirst('next-ticket', skip)
  bindFirst('back', () => props.onEnd())
  const capsOf = (id: CommandId) => {
    const keys = keyMap()[id][0]
    return keys === undefined ? '' : sayKeys(keys, isMac()).join(' ')
  }
  return (
    <section class="next-bar" aria-label={nextWords.label}>
      <p role="status" aria-live="polite">
        <strong>{nextWords.label}</strong>{' '}
        <Show
          when={!isLooking()}
          fallback={<span class="selection-away">{nextWords.looking}</span>}
        >
          <span class="selection-away">
            {given() === null
              ? `${nextWords.clear}. ${nextWords.clearHint}`
              : left() === 0
                ? nextWords.last
                : nextWords.left({ n: left() })}
            {skipped().size > 0 ? ` · ${nextWords.skipped({ n: skipped().size })}` : ''}
            {isLive() ? '' : ` · ${nextWords.offline}`}
          </span>
        </Show>
      </p>
      <Show when={given() !== null}>
        <button type="button" class="button is-small" onClick={skip}>
          {nextWords.skip}
          <kbd>{capsOf('skip-ticket')}</kbd>
        </button>
      </Show>
      <Show when={given() === null && !isLooking() && skipped().size > 0}>
        <button
          type="button"
          class="button is-small"
          onClick={() => {
            setSkipped(new Set<string>())
            void handOut()
          }}
        >
          {nextWords.again}
        </button>
      </Show>
      <button type="button" class="button is-small is-quiet" onClick={() => props.onEnd()}>
        {nextWords.end}
        <kbd>{capsOf('back')}</kbd>
      </button>
    </section>
  )
}
