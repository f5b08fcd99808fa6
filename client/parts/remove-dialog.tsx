/**
 * Taking something away for good, by leads and admins: a whole ticket, or the words of one message. It says what goes and
 * what stays, and asks why. Not here: what it does (sync-server/commit), erasing a person (erase-dialog).
 */
import { createSignal, Show } from 'solid-js'
import type { Message, Row, Ticket } from '../../shared/ticket/ticket.ts'
import type { Command } from '../../shared/wire/up.ts'
import { createAct } from '../state/create-act.ts'
import { useDesk } from '../state/replica-context.tsx'
import { askFor } from '../state/ticket-acts.ts'
import { actWords } from '../words/act.ts'
import { Dialog } from './dialog.tsx'
import { FormFoot } from './form-foot.tsx'
import { WhyField } from './why-field.tsx'

export type Removal = 'delete' | 'redact'
const text = actWords.remove
const SHOWN_CHARS = 200

/** Events are about the ticket, and what was taken out is gone. */
const hasWords = ({ kind, redactedAt }: Message): boolean =>
  kind !== 'event' && redactedAt === undefined

export function RemoveDialog(props: {
  kind: Removal
  row: Row
  ticket: Ticket
  /** The one the reader is at. */
  message: string | null
  onClose: () => void
}) {
  const desk = useDesk()
  const act = createAct()
  const [why, setWhy] = createSignal('')
  const { id: ticket, number } = props.row
  const said = text[props.kind]
  const message =
    props.kind === 'delete'
      ? undefined
      : props.ticket.messages.find((one) => one.id === props.message && hasWords(one))
  const isOffline = () => desk.sync.status().link.state !== 'live'
  const command = (): Command | null => {
    if (props.kind === 'delete') return { kind: 'delete', ticket, why: why().trim() }
    return message ? { kind: 'redact', ticket, message: message.id, why: why().trim() } : null
  }
  let isGoing = false
  const remove = async () => {
    const asked = command()
    if (isGoing || asked === null) return
    if (why().trim() === '') return act.setTrouble(text.noWhy)
    isGoing = true
    act.setTrouble('')
    isGoing = await askFor(desk, {
      ticket,
      command: asked,
      words: { title: said.waiting, text: null },
      title: said.done({ n: number }),
      back: null,
    })
    if (isGoing) props.onClose()
  }
  return (
    <Dialog title={said.title({ n: number })} class="act-dialog" onClose={props.onClose}>
      <form
        class="act-form"
        novalidate
        onSubmit={(event) => {
          event.preventDefault()
          void remove()
        }}
      >
        <Show when={command()} fallback={<p>{text.nothing}</p>}>
          <Show when={message}>
            {(one) => (
              <section class="act-plan" aria-label={text.message}>
                <strong dir="auto">{one().by.name || one().address}</strong>
                <p class="act-snippet" dir="auto">
                  {one().text.slice(0, SHOWN_CHARS)}
                  {one().text.length > SHOWN_CHARS ? '…' : ''}
                </p>
              </section>
            )}
          </Show>
          <p>{said.gone}</p>
          <WhyField value={why()} onType={setWhy} />
          <Show when={isOffline()}>
            <p class="act-hint">{text.offline}</p>
          </Show>
          <FormFoot act={act} submit={said.submit} />
        </Show>
      </form>
    </Dialog>
  )
}
