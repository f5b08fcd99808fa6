/** What all mail looks like: the desk's name, the colour of mails that nobody wrote, the logo. Asked of the server when shown. */
import { createSignal, onMount, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { v } from '../../shared/kit/schema.ts'
import { deskWords } from '../words/desk.ts'
import { callApi } from '../state/api.ts'
import { createAct } from '../state/create-act.ts'
import { useDesk } from '../state/replica-context.tsx'
import { DeskLogo, Logo } from './desk-logo.tsx'
import { CheckBox, NameField, TextField } from './field.tsx'
import { FormFoot } from './form-foot.tsx'

const Look = v.object({
  deskName: v.string(),
  mailColor: v.string(),
  isLogoOnReplies: v.boolean(),
  logo: Logo,
})
type Look = v.InferOutput<typeof Look>

export function MailLookSettings() {
  const desk = useDesk()
  const act = createAct()
  const [form, setForm] = createStore<Look>({
    deskName: '',
    mailColor: '',
    isLogoOnReplies: false,
    logo: null,
  })
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
      () => {
        const { logo: _, ...change } = form
        return callApi('PATCH', '/api/desk', Look, change)
      },
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
        <DeskLogo
          deskName={form.deskName}
          logo={form.logo}
          onChange={(logo) => setForm({ logo })}
        />
        <Show when={form.logo}>
          <CheckBox
            label={deskWords.look.logoOnReplies}
            isOn={form.isLogoOnReplies}
            onChange={(isOn) => setForm({ isLogoOnReplies: isOn })}
          />
        </Show>
        <FormFoot act={act} submit={deskWords.look.save} />
      </form>
    </Show>
  )
}
