/** The desk's name and the colour of mails that nobody wrote, with what those look like. Asked of the server when shown. */
import { createSignal, onMount, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { v } from '../../shared/kit/schema.ts'
import { deskWords } from '../desk-words.ts'
import { callApi } from '../state/api.ts'
import { createAct } from '../state/create-act.ts'
import { useDesk } from '../state/replica-context.tsx'
import { NameField, TextField } from './field.tsx'
import { FormFoot } from './form-foot.tsx'

const Look = v.object({ deskName: v.string(), mailColor: v.string() })

export function MailLookSettings() {
  const desk = useDesk()
  const act = createAct()
  const [form, setForm] = createStore({ deskName: '', mailColor: '' })
  const [isReady, setReady] = createSignal(false)
  onMount(() => void load())

  async function load() {
    const answer = await callApi('GET', '/api/queues', Look)
    if (!answer.ok) return
    setForm(answer.value)
    setReady(true)
  }

  const save = () =>
    act.run(
      () => callApi('PATCH', '/api/desk', Look, { ...form }),
      (saved) => {
        setForm(saved)
        desk.say(deskWords.look.saved)
      },
    )

  return (
    <Show when={isReady()}>
      <h3>{deskWords.look.title}</h3>
      <form
        class="stacked-form mail-look"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <NameField
          label={deskWords.look.deskName}
          value={form.deskName}
          onType={(deskName) => setForm({ deskName })}
        />
        <TextField
          label={deskWords.look.color}
          hint={deskWords.look.colorHint}
          type="color"
          value={form.mailColor}
          onType={(mailColor) => setForm({ mailColor })}
        />
        <FormFoot act={act} submit={deskWords.look.save} />
      </form>
    </Show>
  )
}
