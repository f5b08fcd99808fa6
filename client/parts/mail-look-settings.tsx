/** The desk's name and the colour of mails that nobody wrote, with what those look like. Asked of the server when shown. */
import { createSignal, onMount, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { deskWords } from '../desk-words.ts'
import { callApi, sayFault } from '../state/api.ts'
import { useDesk } from '../state/replica-context.tsx'

const Look = v.object({ deskName: v.string(), mailColor: v.string() })

export function MailLookSettings() {
  const desk = useDesk()
  const [form, setForm] = createStore({ deskName: '', mailColor: '' })
  const [isReady, setReady] = createSignal(false)
  const [isBusy, setBusy] = createSignal(false)
  const [trouble, setTrouble] = createSignal('')
  onMount(() => void load())

  async function load() {
    const answer = await callApi('GET', '/api/queues', Look)
    if (!answer.ok) return
    setForm(answer.value)
    setReady(true)
  }

  async function save(event: SubmitEvent) {
    event.preventDefault()
    if (isBusy()) return
    setBusy(true)
    setTrouble('')
    const answer = await callApi('PATCH', '/api/desk', Look, { ...form })
    setBusy(false)
    if (!answer.ok) return setTrouble(sayFault(answer.fault))
    setForm(answer.value)
    desk.say(deskWords.look.saved)
  }

  return (
    <Show when={isReady()}>
      <h3>{deskWords.look.title}</h3>
      <form class="stacked-form mail-look" onSubmit={(event) => void save(event)}>
        <label class="field">
          <span>{deskWords.look.deskName}</span>
          <input
            required
            dir="auto"
            maxlength={LIMITS.nameChars}
            value={form.deskName}
            onInput={(event) => setForm('deskName', event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{deskWords.look.color}</span>
          <input
            type="color"
            value={form.mailColor}
            onInput={(event) => setForm('mailColor', event.currentTarget.value)}
          />
          <small>{deskWords.look.colorHint}</small>
        </label>
        <Show when={trouble()}>
          <p class="page-trouble" role="alert">
            {trouble()}
          </p>
        </Show>
        <button type="submit" class="button is-primary" disabled={isBusy()}>
          {deskWords.look.save}
        </button>
      </form>
    </Show>
  )
}
