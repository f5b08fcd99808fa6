/**
 * Splitting messages off the open ticket: which, what the new one is called, and what will happen. Not here: the plan
 * (shared/ticket/split-plan), doing and undoing it (ticket-acts).
 */
import { createMemo, createSignal, For, Show } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import { mayLeave, planSplit } from '../../shared/ticket/split-plan.ts'
import type { Message, Row, Ticket } from '../../shared/ticket/ticket.ts'
import { actWords } from '../words/act.ts'
import { createAct } from '../state/create-act.ts'
import { sayParts } from '../state/plan-words.ts'
import { sayAgo } from '../state/relative-time.ts'
import { useDesk } from '../state/replica-context.tsx'
import { askFor, newActId } from '../state/ticket-acts.ts'
import { Dialog } from './dialog.tsx'
import { TextField } from './field.tsx'
import { FormFoot } from './form-foot.tsx'
import { Icon } from './icon.tsx'

const text = actWords.split
/** Of a message, as one line. */
const SHOWN_CHARS = 140

export function SplitDialog(props: { row: Row; ticket: Ticket; onClose: () => void }) {
  const desk = useDesk()
  const act = createAct()
  const messages = createMemo(() => props.ticket.messages.filter(mayLeave))
  const last = messages().findLast(({ kind }) => kind === 'inbound')
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(
    new Set(last && messages().length > 1 ? [last.id] : []),
  )
  const [subject, setSubject] = createSignal(props.row.subject)
  const plan = createMemo(() => planSplit(props.ticket, chosen()))
  const toggle = (id: string) => {
    const next = new Set(chosen())
    if (!next.delete(id) && next.size < LIMITS.splitMessages) next.add(id)
    setChosen(next)
  }
  const isOffline = () => desk.sync.status().link.state !== 'live'
  let isSending = false
  const split = async () => {
    const { why } = plan()
    if (why !== null) return act.setTrouble(text.why[why])
    if (subject().trim() === '') return act.setTrouble(text.noSubject)
    if (isSending) return
    isSending = true
    const { id: ticket, number } = props.row
    const into = newActId(desk)
    const ids = messages().filter(({ id }) => chosen().has(id))
    isSending = await askFor(desk, {
      ticket,
      command: {
        kind: 'split',
        ticket,
        into,
        messages: ids.map(({ id }) => id),
        subject: subject().trim(),
      },
      words: { title: text.waiting, text: null },
      title: text.done({ n: number }),
      back: { kind: 'unsplit', ticket: into },
    })
    if (isSending) props.onClose()
  }
  const lines = createMemo(() => {
    const { requester, messages: count, notes, unseen, isAnswered } = plan()
    const name = requester ? requester.name || requester.address : ''
    return [
      ...(requester ? [text.requester({ name })] : []),
      text.moves({ what: sayParts({ messages: count, notes, files: 0 }) }),
      ...(unseen > 0 ? [text.unseen({ name, n: unseen })] : []),
      text.queues,
      isAnswered ? text.clockNow : text.clockThen,
    ]
  })
  return (
    <Dialog title={text.title({ n: props.row.number })} class="act-dialog" onClose={props.onClose}>
      <form
        class="act-form"
        novalidate
        onSubmit={(event) => {
          event.preventDefault()
          void split()
        }}
      >
        <fieldset class="act-choice is-column">
          <legend>{text.which}</legend>
          <div class="act-messages">
            <For each={messages()}>
              {(message) => (
                <MessageTick
                  message={message}
                  isChosen={chosen().has(message.id)}
                  onToggle={() => toggle(message.id)}
                />
              )}
            </For>
          </div>
        </fieldset>
        <TextField
          label={text.subject}
          value={subject()}
          maxlength={LIMITS.subjectChars}
          autocomplete="off"
          dir="auto"
          onType={setSubject}
        />
        <section class="act-plan" aria-label={text.plan} aria-live="polite">
          <Show when={plan().why} fallback={<PlanLines lines={lines()} />}>
            {(why) => <p>{text.why[why()]}</p>}
          </Show>
        </section>
        <p class="act-hint">{isOffline() ? actWords.merge.willBe : text.reversible}</p>
        <FormFoot act={act} submit={text.submit} />
      </form>
    </Dialog>
  )

  function MessageTick(own: { message: Message; isChosen: boolean; onToggle: () => void }) {
    return (
      <label class="act-tick act-message">
        <input type="checkbox" checked={own.isChosen} onChange={() => own.onToggle()} />
        <span>
          <strong dir="auto">{own.message.by.name || own.message.address}</strong>{' '}
          <Show when={own.message.kind === 'note'}>
            <Icon name="lock" size={12} /> <span class="muted">{text.note}</span>{' '}
          </Show>
          <span class="muted">{sayAgo(own.message.at, desk.clock.minute())}</span>
          <br />
          <span class="act-snippet" dir="auto">
            {own.message.text.replace(/\s+/g, ' ').slice(0, SHOWN_CHARS)}
          </span>
        </span>
      </label>
    )
  }
}

function PlanLines(props: { lines: readonly string[] }) {
  return (
    <ul>
      <For each={props.lines}>{(line) => <li dir="auto">{line}</li>}</For>
    </ul>
  )
}
