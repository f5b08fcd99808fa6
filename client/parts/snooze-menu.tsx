/**
 * Until when tickets sleep: the usual times, one typed in plain words, or a day and an hour; whether what people write wakes
 * them, and what becomes of their promises meanwhile. Also for a reply that is sent (no tickets then). Not here: what the
 * words mean (state/typed-time).
 */
import { createSignal, createUniqueId, Show } from 'solid-js'
import type { Row } from '../../shared/ticket/ticket.ts'
import { HOUR_STYLE } from '../state/hour-style.ts'
import { sayClock, saySpan } from '../state/relative-time.ts'
import { useDesk } from '../state/replica-context.tsx'
import { snoozeChoices } from '../state/snooze.ts'
import { makeTimeReader } from '../state/typed-time.ts'
import { intl } from '../words/read-words.ts'
import { snoozeWords } from '../words/snooze.ts'
import { ticketWords } from '../words/ticket.ts'
import { ChoiceMenu, type Choice } from './choice-menu.tsx'
import { Icon } from './icon.tsx'

const WAKE = 'wake'
const MINUTE_MS = 60_000

export function SnoozeMenu(props: {
  title: string
  anchor: DOMRect | null
  rows: readonly Row[]
  /** Null: they are awake again. */
  onPick: (until: number | null, isFirm: boolean) => void
  onClose: () => void
}) {
  const desk = useDesk()
  const now = desk.replica.now()
  const read = makeTimeReader(snoozeWords.typed, intl)
  const formId = createUniqueId()
  const about = props.rows
  const isAsleep = about.some((row) => row.snoozedUntil !== null)
  const [isFirm, setFirm] = createSignal(about.length > 0 && about.every((row) => row.isSnoozeFirm))
  const [typed, setTyped] = createSignal<string | null>(null)
  const choices = choicesFor(about, now)
  const until = (choice: Choice | undefined): number | null =>
    choice === undefined || choice.id === WAKE ? null : Number(choice.id)
  const pick = (at: number | null) => props.onPick(at, at !== null && isFirm())
  return (
    <ChoiceMenu
      title={props.title}
      placeholder={snoozeWords.hint}
      anchor={props.anchor}
      choices={isAsleep ? [{ id: WAKE, label: ticketWords.menu.wake }, ...choices] : choices}
      isNewFirst
      makeNew={(text) => {
        const at = read(text, now)
        return at === null ? null : choiceOf(at, sayMoment(at, now), saySpan(at - now))
      }}
      nothing={snoozeWords.unknown}
      onPick={(id) => pick(id === WAKE ? null : Number(id))}
      onClose={props.onClose}
      foot={(current, close) => (
        <div class="snooze-foot">
          <form
            id={formId}
            onSubmit={(event) => {
              event.preventDefault()
              const at = new Date(typed() ?? sayLocal(until(current()) ?? now)).getTime()
              if (!Number.isFinite(at)) return
              pick(at)
              close()
            }}
          >
            <input
              type="datetime-local"
              required
              aria-label={snoozeWords.date}
              title={snoozeWords.date}
              min={sayLocal(now + MINUTE_MS)}
              value={typed() ?? sayLocal(until(current()) ?? now)}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
            <button type="submit" class="button is-small">
              {snoozeWords.set}
            </button>
          </form>
          <Show when={about.length > 0}>
            <label>
              <input
                type="checkbox"
                checked={isFirm()}
                onChange={(event) => setFirm(event.currentTarget.checked)}
              />
              {snoozeWords.firm}
            </label>
            <p>{sayPromise(about, typed() ? Date.parse(typed() ?? '') : until(current()), now)}</p>
          </Show>
        </div>
      )}
    />
  )
}

const choiceOf = (at: number, label: string, hint: string): Choice => ({
  id: String(at),
  label,
  hint,
  mark: () => <Icon name="moon" size={14} />,
})

/** Of several tickets the time that stands is what they all have. */
function choicesFor(rows: readonly Row[], now: number): Choice[] {
  const usual = snoozeChoices(now).map(({ id, until }) =>
    choiceOf(until, ticketWords.menu[id], sayClock(until, now)),
  )
  const stands = rows[0]?.snoozedUntil ?? null
  if (stands === null || stands <= now || rows.some((row) => row.snoozedUntil !== stands))
    return usual
  const others = usual.filter(({ id }) => id !== String(stands))
  const current = choiceOf(stands, sayMoment(stands, now), snoozeWords.current)
  return [{ ...current, isCurrent: true }, ...others]
}

/** One sentence: sleep stops no clock. */
function sayPromise(rows: readonly Row[], until: number | null, now: number): string {
  const { promise } = snoozeWords
  const due = rows.flatMap(({ dueAt }) => dueAt ?? [])
  const [first] = due
  if (first === undefined) return promise.none
  const before = until === null ? 0 : due.filter((at) => at < until).length
  if (rows.length > 1) return before > 0 ? promise.many({ n: before }) : promise.manyNone
  const when = sayClock(first, now)
  if (first <= now) return promise.late({ when })
  return before > 0 ? promise.before({ when }) : promise.runs({ when })
}

/** With the day of the week: what was typed is read again before it is chosen. */
function sayMoment(at: number, now: number): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(intl, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(isThisYear ? {} : { year: 'numeric' }),
    hour: HOUR_STYLE,
    minute: '2-digit',
  }).format(at)
}

/** As the browser's own field takes it. */
function sayLocal(at: number): string {
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * MINUTE_MS)
  return shifted.toISOString().slice(0, 16)
}
