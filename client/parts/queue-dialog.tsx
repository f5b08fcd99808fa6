/**
 * One queue, changed by an admin: its name, who its mail is from, what stands below it. Shows the end of a mail as it will
 * be. Not here: adding a queue (queue-settings), fetching its mail.
 */
import { A } from '@solidjs/router'
import { createSignal, onMount, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import type { Fault } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { checkSignature, fillSignature } from '../../shared/ticket/signature.ts'
import { deskWords } from '../words/desk.ts'
import { mailSetupWords } from '../words/mail-setup.ts'
import { callApi, Empty } from '../state/api.ts'
import { createAct } from '../state/create-act.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../words/first.ts'
import { Dialog } from './dialog.tsx'
import { CheckField, EmailField, Field, NameField, TextField } from './field.tsx'
import { FormFoot } from './form-foot.tsx'
import { ServerTrouble } from './server-trouble.tsx'
import { TroubleLine } from './trouble-line.tsx'

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
      isEndMailed: v.optional(v.boolean(), false),
      isQuoting: v.optional(v.boolean(), false),
    }),
  ),
})

export function QueueDialog(props: { slug: string; onClose: () => void }) {
  const desk = useDesk()
  const act = createAct()
  const [deskName, setDeskName] = createSignal('')
  const [form, setForm] = createStore({
    name: '',
    address: '',
    about: '',
    senderName: '',
    signature: '',
    isEndMailed: false,
    isQuoting: false,
  })
  const [isReady, setReady] = createSignal(false)
  const [fault, setFault] = createSignal<Fault | null>(null)
  onMount(() => void load())

  async function load() {
    const answer = await callApi('GET', '/api/queues', Queues)
    setFault(answer.ok ? null : answer.fault)
    if (!answer.ok) return
    const queue = answer.value.queues.find(({ slug }) => slug === props.slug)
    if (!queue) return act.setTrouble(deskWords.queue.gone)
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

  const save = () => {
    if (wrong() !== '') return
    const address = form.address.trim() === '' ? null : form.address
    const path = `/api/queues/${props.slug}`
    void act.run(
      () => callApi('PATCH', path, Empty, { ...form, address }),
      () => {
        desk.say(deskWords.queue.saved({ name: form.name }))
        props.onClose()
      },
    )
  }

  return (
    <Dialog
      title={deskWords.queue.title({ name: form.name || desk.queueName(props.slug) })}
      class="queue-dialog"
      onClose={() => props.onClose()}
    >
      <Show
        when={isReady()}
        fallback={
          <div class="queue-unread">
            <ServerTrouble fault={fault()} onRetry={() => void load()} />
            <TroubleLine text={act.trouble()} />
          </div>
        }
      >
        <form
          class="stacked-form"
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <NameField
            label={deskWords.settings.name}
            value={form.name}
            onType={(name) => setForm({ name })}
          />
          <EmailField
            label={deskWords.settings.address}
            required={false}
            hint={deskWords.queue.addressHint}
            value={form.address}
            onType={(address) => setForm({ address })}
          />
          <Show when={form.address !== ''}>
            <A href="/settings/moves">{mailSetupWords.move.ofQueue}</A>
          </Show>
          <TextField
            label={deskWords.queue.about}
            hint={deskWords.queue.aboutHint}
            dir="auto"
            value={form.about}
            onType={(about) => setForm({ about })}
          />
          <NameField
            label={deskWords.queue.sender}
            required={false}
            placeholder={`${deskName()} ${form.name}`}
            value={form.senderName}
            onType={(senderName) => setForm({ senderName })}
          />
          <Field label={deskWords.queue.signature} hint={deskWords.queue.signatureHint}>
            <textarea
              dir="auto"
              rows={4}
              maxlength={LIMITS.signatureChars}
              aria-invalid={wrong() !== ''}
              value={form.signature}
              onInput={(event) => setForm('signature', event.currentTarget.value)}
            />
          </Field>
          <TroubleLine text={wrong()} />
          <figure class="mail-preview">
            <figcaption>{deskWords.queue.preview}</figcaption>
            <p class="mail-preview-from" dir="auto">
              {form.address === ''
                ? deskWords.queue.from({ name: from() })
                : deskWords.queue.fromAddress({ name: from(), address: form.address })}
            </p>
            <pre dir="auto">{`…\n\n-- \n${ending() === '' ? '' : `${ending()}\n`}${deskWords.queue.previewNumber}`}</pre>
          </figure>
          <CheckField
            label={deskWords.queue.quoting}
            hint={deskWords.queue.quotingHint}
            isOn={form.isQuoting}
            onChange={(isQuoting) => setForm({ isQuoting })}
          />
          <CheckField
            label={deskWords.queue.endMailed}
            hint={deskWords.queue.endMailedHint}
            isOn={form.isEndMailed}
            onChange={(isEndMailed) => setForm({ isEndMailed })}
          />
          <FormFoot act={act} submit={deskWords.queue.save} isWrong={wrong() !== ''}>
            <button type="button" class="button" onClick={() => props.onClose()}>
              {words.cancel}
            </button>
          </FormFoot>
        </form>
      </Show>
    </Dialog>
  )
}
