/** The first start: names the desk, its first admin and two queues. The token comes in the address's fragment. */
import { createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { forgetLeaving } from '../replica/leaving.ts'
import { callApi, Empty, sayFault } from '../state/api.ts'
import { words } from '../strings.ts'
import { doorWords } from '../door-words.ts'

export function SetupScreen() {
  const token = location.hash.slice(1)
  // A desk tried out on this machine has no name of its own yet.
  const host = /\.[a-z]{2,}$/i.test(location.hostname) ? location.hostname : 'desk.example'
  const [form, setForm] = createStore({
    deskName: '',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
    admin: { name: '', email: '' },
    queues: [
      { slug: 'support', name: 'Support', address: `support@${host}` },
      { slug: 'payments', name: 'Payments', address: `payments@${host}` },
    ],
  })
  const [trouble, setTrouble] = createSignal(token ? '' : doorWords.setup.noToken)
  const [isBusy, setBusy] = createSignal(false)
  // A link pasted into this very tab changes only the fragment, and nothing loads by itself.
  const reload = () => location.reload()
  addEventListener('hashchange', reload)
  onCleanup(() => removeEventListener('hashchange', reload))
  onMount(() => {
    document.title = doorWords.setup.title
  })
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy()) return
    setBusy(true)
    setTrouble('')
    const answer = await callApi('POST', '/api/setup', Empty, { token, ...form })
    setBusy(false)
    if (answer.ok) {
      forgetLeaving(localStorage)
      return location.replace('/app')
    }
    setTrouble(sayFault(answer.fault))
  }
  return (
    <main class="page-narrow">
      <p class="page-mark">{words.app}</p>
      <h1>{doorWords.setup.title}</h1>
      <p class="page-lead">{doorWords.setup.lead}</p>
      <form class="page-form" onSubmit={(event) => void submit(event)}>
        <fieldset>
          <legend>{doorWords.setup.desk}</legend>
          <label class="field">
            <span>{doorWords.setup.deskName}</span>
            <input
              name="deskName"
              required
              maxlength={200}
              dir="auto"
              value={form.deskName}
              onInput={(event) => setForm('deskName', event.currentTarget.value)}
            />
            <small>{doorWords.setup.deskHint}</small>
          </label>
          <label class="field">
            <span>{doorWords.setup.timeZone}</span>
            <input
              name="timeZone"
              required
              list="time-zones"
              value={form.timeZone}
              onInput={(event) => setForm('timeZone', event.currentTarget.value)}
            />
          </label>
          <datalist id="time-zones">
            <For each={Intl.supportedValuesOf('timeZone')}>
              {(zone) => <option value={zone}>{zone}</option>}
            </For>
          </datalist>
        </fieldset>
        <fieldset>
          <legend>{doorWords.setup.you}</legend>
          <label class="field">
            <span>{doorWords.setup.name}</span>
            <input
              name="adminName"
              required
              maxlength={200}
              autocomplete="name"
              dir="auto"
              value={form.admin.name}
              onInput={(event) => setForm('admin', 'name', event.currentTarget.value)}
            />
          </label>
          <label class="field">
            <span>{doorWords.setup.email}</span>
            <input
              name="adminEmail"
              type="email"
              required
              autocomplete="email"
              value={form.admin.email}
              onInput={(event) => setForm('admin', 'email', event.currentTarget.value)}
            />
          </label>
        </fieldset>
        <fieldset>
          <legend>{doorWords.setup.queues}</legend>
          <p class="page-hint">{doorWords.setup.queuesHint}</p>
          <For each={form.queues}>
            {(queue, index) => (
              <div class="field-pair">
                <label class="field">
                  <span>{doorWords.setup.queueName}</span>
                  <input
                    required
                    maxlength={200}
                    dir="auto"
                    value={queue.name}
                    onInput={(event) =>
                      setForm('queues', index(), 'name', event.currentTarget.value)
                    }
                  />
                </label>
                <label class="field">
                  <span>{doorWords.setup.address}</span>
                  <input
                    type="email"
                    required
                    value={queue.address}
                    onInput={(event) =>
                      setForm('queues', index(), 'address', event.currentTarget.value)
                    }
                  />
                </label>
              </div>
            )}
          </For>
        </fieldset>
        <Show when={trouble()}>
          <p class="page-trouble" role="alert">
            {trouble()}
          </p>
        </Show>
        <button type="submit" class="button is-primary is-wide" disabled={isBusy() || !token}>
          {doorWords.setup.submit}
        </button>
      </form>
    </main>
  )
}
