/**
 * One queue, changed by an admin: its name, who its mail is from, what stands below it. Shows the end of a mail as it will
 * be. Not here: adding a queue (queue-settings), fetching its mail.
 */
import { A } from '@solidjs/router'
import { createSignal, onMount, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { checkSignature, fillSignature } from '../../shared/ticket/signature.ts'
import { deskWords } from '../desk-words.ts'
import { callApi, Empty, sayFault } from '../state/api.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../strings.ts'
import { Dialog } from './dialog.tsx'

const Queues = v.object({
  deskName: v.string(),
  queues: v.array(
    v.object({
      slug: v.string(),
      name: v.string(),
      address: v.nullable(v.string()),
      about: v.optional(v.string(), ''),
      senderName: v.optional(v.string(), ''),
      signature: v.optional(v.string(), ''),
    }),
  ),
})

export function QueueDialog(props: { slug: string; onClose: () => void }) {
  const desk = useDesk()
  const [deskName, setDeskName] = createSignal('')
  const [form, setForm] = createStore({
    name: '',
    address: '',
    about: '',
    senderName: '',
    signature: '',
  })
  const [isReady, setReady] = createSignal(false)
  const [isBusy, setBusy] = createSignal(false)
  const [trouble, setTrouble] = createSignal('')
  onMount(() => void load())

  async function load() {
    const answer = await callApi('GET', '/api/queues', Queues)
    if (!answer.ok) return setTrouble(sayFault(answer.fault))
    const queue = answer.value.queues.find(({ slug }) => slug === props.slug)
    if (!queue) return setTrouble(deskWords.queue.gone)
    const { slug: _slug, address, ...rest } = queue
    setForm({ ...rest, address: address ?? '' })
    setDeskName(answer.value.deskName)
    setReady(true)
  }

  const wrong = () => {
    const checked = checkSignature(form.signature)
    return checked.ok ? '' : checked.fault.detail
  }
  const me = () => desk.info().me.name
  const from = () => `${me()} (${form.senderName.trim() || `${deskName()} ${form.name}`})`
  const ending = () =>
    fillSignature(form.signature, { agent: me(), queue: form.name, desk: deskName() })

  async function save(event: SubmitEvent) {
    event.preventDefault()
    if (isBusy() || wrong() !== '') return
    setBusy(true)
    setTrouble('')
    const address = form.address.trim() === '' ? null : form.address
    const body = { ...form, address }
    const answer = await callApi('PATCH', `/api/queues/${props.slug}`, Empty, body)
    setBusy(false)
    if (!answer.ok) return setTrouble(sayFault(answer.fault))
    desk.say(deskWords.queue.saved(form.name))
    props.onClose()
  }

  return (
    <Dialog
      title={deskWords.queue.title(form.name || props.slug)}
      class="queue-dialog"
      onClose={() => props.onClose()}
    >
      <Show when={trouble()}>
        <p class="page-trouble" role="alert">
          {trouble()}
        </p>
      </Show>
      <Show when={isReady()}>
        <form class="stacked-form" onSubmit={(event) => void save(event)}>
          <label class="field">
            <span>{deskWords.settings.name}</span>
            <input
              required
              dir="auto"
              maxlength={LIMITS.nameChars}
              value={form.name}
              onInput={(event) => setForm('name', event.currentTarget.value)}
            />
          </label>
          <label class="field">
            <span>{deskWords.settings.address}</span>
            <input
              type="email"
              value={form.address}
              onInput={(event) => setForm('address', event.currentTarget.value)}
            />
            <small>{deskWords.queue.addressHint}</small>
          </label>
          <Show when={form.address !== ''}>
            <A href="/settings/moves">{deskWords.move.ofQueue}</A>
          </Show>
          <label class="field">
            <span>{deskWords.queue.about}</span>
            <input
              dir="auto"
              value={form.about}
              onInput={(event) => setForm('about', event.currentTarget.value)}
            />
            <small>{deskWords.queue.aboutHint}</small>
          </label>
          <label class="field">
            <span>{deskWords.queue.sender}</span>
            <input
              dir="auto"
              maxlength={LIMITS.nameChars}
              placeholder={`${deskName()} ${form.name}`}
              value={form.senderName}
              onInput={(event) => setForm('senderName', event.currentTarget.value)}
            />
          </label>
          <label class="field">
            <span>{deskWords.queue.signature}</span>
            <textarea
              dir="auto"
              rows={4}
              maxlength={LIMITS.signatureChars}
              aria-invalid={wrong() !== ''}
              value={form.signature}
              onInput={(event) => setForm('signature', event.currentTarget.value)}
            />
            <small>{deskWords.queue.signatureHint}</small>
          </label>
          <Show when={wrong()}>
            <p class="page-trouble" role="alert">
              {wrong()}
            </p>
          </Show>
          <figure class="mail-preview">
            <figcaption>{deskWords.queue.preview}</figcaption>
            <p class="mail-preview-from" dir="auto">
              {deskWords.queue.from(from(), form.address)}
            </p>
            <pre dir="auto">{`…\n\n-- \n${ending() === '' ? '' : `${ending()}\n`}Ticket #123`}</pre>
          </figure>
          <div class="dialog-foot">
            <button type="button" class="button" onClick={() => props.onClose()}>
              {words.cancel}
            </button>
            <button type="submit" class="button is-primary" disabled={isBusy() || wrong() !== ''}>
              {deskWords.queue.save}
            </button>
          </div>
        </form>
      </Show>
    </Dialog>
  )
}
