/**
 * Forwarding one message of the open ticket to somebody outside: whom, with which words before it, and which of its files.
 * Not here: sending and taking back (ticket-acts).
 */
import { createSignal, For, Show } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import { isOfDesk } from '../../shared/ticket/address.ts'
import type { Message, Row, Ticket } from '../../shared/ticket/ticket.ts'
import { actWords } from '../words/act.ts'
import { createAct } from '../state/create-act.ts'
import { sayBytes } from '../state/files.ts'
import { useDesk } from '../state/replica-context.tsx'
import { askFor, newActId } from '../state/ticket-acts.ts'
import { readPeople } from '../state/typed-people.ts'
import { Dialog } from './dialog.tsx'
import { Field, TextField } from './field.tsx'
import { FormFoot } from './form-foot.tsx'

const text = actWords.forward
const SHOWN_CHARS = 400

/** Notes are for the team, events are about the ticket, and what was taken out is gone. */
export const mayGoOut = ({ kind, redactedAt, warning }: Message): boolean =>
  (kind === 'inbound' || kind === 'reply') && redactedAt === undefined && warning !== 'verification'

export function ForwardDialog(props: {
  row: Row
  ticket: Ticket
  /** The one the reader is at; of another kind: the last that may go. */
  message: string | null
  onClose: () => void
}) {
  const desk = useDesk()
  const act = createAct()
  const [to, setTo] = createSignal('')
  const [own, setOwn] = createSignal('')
  const all = props.ticket.messages.filter(mayGoOut)
  const message = all.find(({ id }) => id === props.message) ?? all.at(-1)
  const files = (message?.attachments ?? []).filter(({ inline }) => !inline)
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(
    new Set(files.slice(0, LIMITS.replyFiles).map(({ hash }) => hash)),
  )
  const toggle = (hash: string) => {
    const next = new Set(chosen())
    if (!next.delete(hash) && next.size < LIMITS.replyFiles) next.add(hash)
    setChosen(next)
  }
  const ours = () => desk.info().queues.flatMap(({ address }) => address ?? [])
  const sender = () =>
    desk.info().queues.find(({ slug }) => slug === props.row.queue)?.address ?? ''
  const isOffline = () => desk.sync.status().link.state !== 'live'
  const whyNot = (): string | null => {
    const { people, rest } = readPeople(to())
    const [person] = people
    if (!person || people.length > 1 || rest !== '') return text.noAddress
    if (isOfDesk(person.address, new Set(ours()))) return actWords.newTicket.ofDesk
    const { requester, participants } = props.ticket.facts
    const isOn = [requester, ...participants].some(({ address }) => address === person.address)
    return isOn ? text.isOn : null
  }
  let isSending = false
  const send = async () => {
    const why = whyNot()
    if (why !== null || !message) return act.setTrouble(why ?? text.nothing)
    if (isSending) return
    isSending = true
    act.setTrouble('')
    const [person] = readPeople(to()).people
    const { id: ticket, number } = props.row
    const id = newActId(desk)
    isSending = await askFor(desk, {
      ticket,
      command: {
        kind: 'forward',
        ticket,
        id,
        message: message.id,
        to: person ?? { address: '', name: '' },
        text: own().trim(),
        files: [...chosen()],
      },
      words: { title: text.waiting, text: own().trim() || null },
      title: text.done({ n: number }),
      back: { kind: 'unforward', ticket, id },
    })
    if (isSending) props.onClose()
  }
  return (
    <Dialog title={text.title({ n: props.row.number })} class="act-dialog" onClose={props.onClose}>
      <form
        class="act-form"
        novalidate
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Show when={message} fallback={<p>{text.nothing}</p>}>
          {(one) => (
            <>
              <TextField
                label={text.to}
                value={to()}
                inputmode="email"
                autocomplete="off"
                autocapitalize="none"
                spellcheck={false}
                placeholder="name@example.org"
                dir="auto"
                autofocus
                onType={setTo}
              />
              <Field label={text.own}>
                <textarea
                  rows={4}
                  dir="auto"
                  maxlength={LIMITS.noteTextChars}
                  value={own()}
                  onInput={(event) => setOwn(event.currentTarget.value)}
                />
              </Field>
              <section class="act-plan" aria-label={text.message}>
                <strong dir="auto">{one().by.name || one().address}</strong>
                <p class="act-snippet" dir="auto">
                  {one().text.slice(0, SHOWN_CHARS)}
                  {one().text.length > SHOWN_CHARS || one().more ? '…' : ''}
                </p>
              </section>
              <Show when={files.length > 0}>
                <fieldset class="act-choice is-column">
                  <legend>{text.files}</legend>
                  <For each={files}>
                    {(file) => (
                      <label class="act-tick">
                        <input
                          type="checkbox"
                          checked={chosen().has(file.hash)}
                          onChange={() => toggle(file.hash)}
                        />
                        <span dir="auto">{file.name}</span>{' '}
                        <span class="muted">{sayBytes(file.bytes)}</span>
                      </label>
                    )}
                  </For>
                </fieldset>
              </Show>
              <p class="act-hint">
                {sender() === '' ? text.hint : text.hintFrom({ address: sender() })}
              </p>
              <Show when={isOffline()}>
                <p class="act-hint">{text.willSend}</p>
              </Show>
              <FormFoot act={act} submit={text.submit} />
            </>
          )}
        </Show>
      </form>
    </Dialog>
  )
}
