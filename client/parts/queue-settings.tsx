/** The desk's queues, each to be changed, and a form for one more. The list comes from what this device knows; the rest needs the server. */
import { A } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { callApi, Empty, sayFault } from '../state/api.ts'
import { useDesk } from '../state/replica-context.tsx'
import { deskWords } from '../desk-words.ts'
import { MailLookSettings } from './mail-look-settings.tsx'
import { QueueDialog } from './queue-dialog.tsx'
import { TableScroll } from './table-scroll.tsx'

const BLANK = { name: '', slug: '', address: '' }

export function QueueSettings() {
  const desk = useDesk()
  const [form, setForm] = createStore({ ...BLANK })
  const [trouble, setTrouble] = createSignal('')
  const [changing, setChanging] = createSignal<string | null>(null)
  const [isBusy, setBusy] = createSignal(false)
  const add = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy()) return
    setBusy(true)
    setTrouble('')
    const answer = await callApi('POST', '/api/queues', Empty, { ...form })
    setBusy(false)
    if (!answer.ok) return setTrouble(sayFault(answer.fault))
    desk.say(deskWords.settings.queueAdded(form.name))
    setForm({ ...BLANK })
  }
  return (
    <section class="settings-section">
      <h2>{deskWords.settings.queues}</h2>
      <TableScroll label={deskWords.settings.queues}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{deskWords.settings.name}</th>
              <th scope="col">{deskWords.settings.slug}</th>
              <th scope="col">{deskWords.settings.address}</th>
              <th scope="col">
                <span class="sr-only">{deskWords.queue.change}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={desk.info().queues}>
              {(queue) => (
                <tr>
                  <th scope="row" dir="auto">
                    {queue.name}
                  </th>
                  <td>{queue.slug}</td>
                  <td>
                    {queue.address ?? <span class="muted">{deskWords.settings.noAddress}</span>}
                  </td>
                  <td class="is-action">
                    <button
                      type="button"
                      class="button is-small"
                      aria-label={deskWords.queue.changeOf(queue.name)}
                      onClick={() => setChanging(queue.slug)}
                    >
                      {deskWords.queue.change}
                    </button>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </TableScroll>
      <p>
        <A href="/settings/domains">{deskWords.domains.ofQueues}</A>
      </p>
      <Show when={changing()}>
        {(slug) => <QueueDialog slug={slug()} onClose={() => setChanging(null)} />}
      </Show>
      <form
        class="add-form"
        aria-label={deskWords.settings.addQueue}
        onSubmit={(event) => void add(event)}
      >
        <label class="field">
          <span>{deskWords.settings.name}</span>
          <input
            required
            maxlength={200}
            dir="auto"
            value={form.name}
            onInput={(event) => {
              const name = event.currentTarget.value
              // The short name follows the name until somebody types it.
              if (form.slug === slugOf(form.name)) setForm('slug', slugOf(name))
              setForm('name', name)
            }}
          />
        </label>
        <label class="field">
          <span>{deskWords.settings.slug}</span>
          <input
            required
            pattern="[a-z0-9][a-z0-9\-]{0,62}"
            value={form.slug}
            onInput={(event) => setForm('slug', event.currentTarget.value)}
          />
          <small>{deskWords.settings.slugHint}</small>
        </label>
        <label class="field">
          <span>{deskWords.settings.address}</span>
          <input
            type="email"
            required
            value={form.address}
            onInput={(event) => setForm('address', event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button is-primary" disabled={isBusy()}>
          {deskWords.settings.addQueue}
        </button>
      </form>
      <Show when={trouble()}>
        <p class="page-trouble" role="alert">
          {trouble()}
        </p>
      </Show>
      <MailLookSettings />
    </section>
  )
}

function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63)
}
