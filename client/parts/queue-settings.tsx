/** The desk's queues, each to be changed, and a form for one more. The list comes from what this device knows; the rest needs the server. */
import { A } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { callApi, Empty } from '../state/api.ts'
import { createAct } from '../state/create-act.ts'
import { useDesk } from '../state/replica-context.tsx'
import { deskWords } from '../words/desk.ts'
import { mailSetupWords } from '../words/mail-setup.ts'
import { AddForm } from './add-form.tsx'
import { DemoSettings } from './demo-settings.tsx'
import { EmailField, NameField, TextField } from './field.tsx'
import { MailLookSettings } from './mail-look-settings.tsx'
import { QueueDialog } from './queue-dialog.tsx'
import { Table } from './table.tsx'

const BLANK = { name: '', slug: '', address: '' }

export function QueueSettings() {
  const desk = useDesk()
  const [form, setForm] = createStore({ ...BLANK })
  const [changing, setChanging] = createSignal<string | null>(null)
  const act = createAct()
  const add = () =>
    act.run(
      () => callApi('POST', '/api/queues', Empty, { ...form }),
      () => {
        desk.say(deskWords.settings.queueAdded({ name: form.name }))
        setForm({ ...BLANK })
      },
    )
  return (
    <section class="settings-section">
      <h2>{deskWords.settings.queues}</h2>
      <Table
        label={deskWords.settings.queues}
        columns={[
          deskWords.settings.name,
          { name: deskWords.settings.slug, look: 'minor' },
          deskWords.settings.address,
          { name: deskWords.queue.change, look: 'hidden' },
        ]}
      >
        <For each={desk.info().queues}>
          {(queue) => (
            <tr>
              <th scope="row" dir="auto">
                {queue.name}
              </th>
              <td class="is-minor">{queue.slug}</td>
              <td>{queue.address ?? <span class="muted">{deskWords.settings.noAddress}</span>}</td>
              <td class="is-action">
                <button
                  type="button"
                  class="button is-small"
                  aria-label={deskWords.queue.changeOf({ name: queue.name })}
                  onClick={() => setChanging(queue.slug)}
                >
                  {deskWords.queue.change}
                </button>
              </td>
            </tr>
          )}
        </For>
      </Table>
      <p>
        <A href="/settings/domains">{mailSetupWords.domains.ofQueues}</A>
      </p>
      <Show when={changing()}>
        {(slug) => <QueueDialog slug={slug()} onClose={() => setChanging(null)} />}
      </Show>
      <AddForm label={deskWords.settings.addQueue} act={act} onAdd={() => void add()}>
        <NameField
          label={deskWords.settings.name}
          value={form.name}
          onType={(name) => {
            // The short name follows the name until somebody types it.
            if (form.slug === slugOf(form.name)) setForm('slug', slugOf(name))
            setForm('name', name)
          }}
        />
        <TextField
          label={deskWords.settings.slug}
          hint={deskWords.settings.slugHint}
          required
          pattern="[a-z0-9][a-z0-9\-]{0,62}"
          value={form.slug}
          onType={(slug) => setForm({ slug })}
        />
        <EmailField
          label={deskWords.settings.address}
          value={form.address}
          onType={(address) => setForm({ address })}
        />
      </AddForm>
      <DemoSettings />
      <MailLookSettings />
    </section>
  )
}

function slugOf(name: string): string {
  return (
    name
      .normalize('NFKD')
      .toLowerCase()
      // The marks that came off their letters.
      .replace(/\p{M}+/gu, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 63)
  )
}
