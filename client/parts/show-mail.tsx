/**
 * Somebody else's mail shown to the requester: exactly what they would see is asked of the server and looked at first
 * (assurance, *Ticket Trick* rule 4). What lets somebody in elsewhere is shown only with a reason.
 */
import { createSignal, For, Show } from 'solid-js'
import { v } from '../../shared/kit/schema.ts'
import type { Message } from '../../shared/ticket/ticket.ts'
import { mailWords } from '../words/mail.ts'
import { callApi } from '../state/api.ts'
import { createAnswer } from '../state/create-answer.ts'
import { sayFault } from '../state/fault-words.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../words/first.ts'
import { Dialog } from './dialog.tsx'

const Shown = v.object({
  name: v.string(),
  text: v.string(),
  attachments: v.array(v.object({ name: v.string() })),
})
const Done = v.object({ version: v.number() })

/** @param requester  contact id of who asked */
export function mayShow(message: Message, requester: string): boolean {
  const isHidden = message.by.id !== requester || message.warning === 'verification'
  const isFree = !message.shared && !message.mergedFrom && message.redactedAt === undefined
  return message.kind === 'inbound' && isHidden && isFree
}

export function ShowMail(props: {
  ticket: string
  message: Message
  requester: string
  onClose: () => void
}) {
  const desk = useDesk()
  const path = () => `/api/tickets/${props.ticket}/messages/${props.message.id}/shown`
  const [why, setWhy] = createSignal('')
  const [fault, setFault] = createSignal('')
  const preview = createAnswer(path, (at) => callApi('GET', at, Shown))
  const isCode = () => props.message.warning === 'verification'
  const shown = () => {
    const answer = preview()
    return answer?.ok ? answer.value : null
  }
  const refused = () => {
    const answer = preview()
    return answer && !answer.ok ? sayFault(answer.fault) : fault()
  }
  const show = async () => {
    const answer = await callApi('POST', path(), Done, { why: why().trim() })
    if (!answer.ok) return setFault(sayFault(answer.fault))
    desk.say(mailWords.show.done({ name: props.requester }))
    return props.onClose()
  }
  return (
    <Dialog
      title={mailWords.show.title({ name: props.requester })}
      class="show-dialog"
      onClose={() => props.onClose()}
    >
      <form
        class="show-form"
        onSubmit={(event) => {
          event.preventDefault()
          void show()
        }}
      >
        <p>{mailWords.show.lead}</p>
        <Show when={isCode()}>
          <p class="show-warning">{mailWords.verification}</p>
        </Show>
        <Show when={shown()}>
          {(now) => (
            <blockquote class="show-preview" dir="auto">
              <strong>{now().name}</strong>
              <p>{now().text}</p>
              <For each={now().attachments}>{(file) => <p class="muted">{file.name}</p>}</For>
            </blockquote>
          )}
        </Show>
        <Show when={isCode()}>
          <label class="field">
            <span>{mailWords.show.why}</span>
            <input
              required
              maxlength={500}
              value={why()}
              onInput={(event) => setWhy(event.currentTarget.value)}
            />
          </label>
        </Show>
        <Show when={refused()}>
          <p class="show-warning" role="alert">
            {refused()}
          </p>
        </Show>
        <div class="button-row">
          <button type="submit" class="button is-primary" disabled={!shown()}>
            {mailWords.show.act}
          </button>
          <button type="button" class="button" onClick={() => props.onClose()}>
            {words.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
