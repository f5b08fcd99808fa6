/** The first start: names the desk, its first admin and two queues. The token comes in the address's fragment. */
import { For, onCleanup, onMount } from 'solid-js'
import { createStore } from 'solid-js/store'
import { forgetLeaving } from '../replica/leaving.ts'
import { EmailField, NameField, TextField } from '../parts/field.tsx'
import { SubmitButton } from '../parts/form-foot.tsx'
import { TroubleLine } from '../parts/trouble-line.tsx'
import { callApi, Empty } from '../state/api.ts'
import { createAct } from '../state/create-act.ts'
import { words } from '../words/first.ts'
import { doorWords } from '../words/door.ts'

export function SetupScreen() {
  const token = location.hash.slice(1)
  // A desk tried out on this machine has no name of its own yet.
  const host = /\.[a-z]{2,}$/i.test(location.hostname) ? location.hostname : 'desk.example'
  const [form, setForm] = createStore({
    deskName: '',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
    admin: { name: '', email: '' },
    queues: [
      { slug: 'support', name: doorWords.setup.support, address: `support@${host}` },
      { slug: 'payments', name: doorWords.setup.payments, address: `payments@${host}` },
    ],
  })
  const act = createAct()
  // A link pasted into this very tab changes only the fragment, and nothing loads by itself.
  const reload = () => location.reload()
  addEventListener('hashchange', reload)
  onCleanup(() => removeEventListener('hashchange', reload))
  onMount(() => {
    document.title = doorWords.setup.title
  })
  const submit = () =>
    act.run(
      () => callApi('POST', '/api/setup', Empty, { token, ...form }),
      () => {
        forgetLeaving(localStorage)
        location.replace('/app')
      },
    )
  return (
    <main class="page-narrow">
      <p class="page-mark">{words.app}</p>
      <h1>{doorWords.setup.title}</h1>
      <p class="page-lead">{doorWords.setup.lead}</p>
      <TroubleLine text={token ? '' : doorWords.setup.noToken} />
      <form
        class="page-form"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <fieldset>
          <legend>{doorWords.setup.desk}</legend>
          <NameField
            label={doorWords.setup.deskName}
            hint={doorWords.setup.deskHint}
            name="deskName"
            value={form.deskName}
            onType={(deskName) => setForm({ deskName })}
          />
          <TextField
            label={doorWords.setup.timeZone}
            name="timeZone"
            required
            list="time-zones"
            value={form.timeZone}
            onType={(timeZone) => setForm({ timeZone })}
          />
          <datalist id="time-zones">
            <For each={Intl.supportedValuesOf('timeZone')}>
              {(zone) => <option value={zone}>{zone}</option>}
            </For>
          </datalist>
        </fieldset>
        <fieldset>
          <legend>{doorWords.setup.you}</legend>
          <NameField
            label={doorWords.setup.name}
            name="adminName"
            autocomplete="name"
            value={form.admin.name}
            onType={(name) => setForm('admin', { name })}
          />
          <EmailField
            label={doorWords.setup.email}
            name="adminEmail"
            autocomplete="email"
            value={form.admin.email}
            onType={(email) => setForm('admin', { email })}
          />
        </fieldset>
        <fieldset>
          <legend>{doorWords.setup.queues}</legend>
          <p class="page-hint">{doorWords.setup.queuesHint}</p>
          <For each={form.queues}>
            {(queue, index) => (
              <div class="field-pair">
                <NameField
                  label={doorWords.setup.queueName}
                  value={queue.name}
                  onType={(name) => setForm('queues', index(), { name })}
                />
                <EmailField
                  label={doorWords.setup.address}
                  value={queue.address}
                  onType={(address) => setForm('queues', index(), { address })}
                />
              </div>
            )}
          </For>
        </fieldset>
        <TroubleLine text={act.trouble()} />
        <SubmitButton act={act} text={doorWords.setup.submit} isWrong={!token} class="is-wide" />
      </form>
    </main>
  )
}
