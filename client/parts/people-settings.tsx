/** The desk's people, and a form for one more. Not here: changing one (person-dialog). */
import { createSignal, For, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { ROLES, type Role } from '../../shared/ticket/ticket-rules.ts'
import { callApi, Empty } from '../state/api.ts'
import { createAct } from '../state/create-act.ts'
import { useDesk } from '../state/replica-context.tsx'
import { deskWords } from '../words/desk.ts'
import { AddForm } from './add-form.tsx'
import { Avatar } from './avatar.tsx'
import { ChoiceField, EmailField, NameField } from './field.tsx'
import { PersonDialog } from './person-dialog.tsx'
import { Table } from './table.tsx'

type NewPerson = { name: string; email: string; role: Role }
const BLANK: NewPerson = { name: '', email: '', role: 'agent' }

export function PeopleSettings() {
  const desk = useDesk()
  const [form, setForm] = createStore<NewPerson>({ ...BLANK })
  const act = createAct()
  const [open, setOpen] = createSignal<{ id: string; name: string } | null>(null)
  const add = () =>
    act.run(
      () => callApi('POST', '/api/people', Empty, { ...form }),
      () => {
        desk.say(deskWords.settings.personAdded({ name: form.name }))
        setForm({ ...BLANK })
      },
    )
  return (
    <section class="settings-section">
      <h2>{deskWords.settings.people}</h2>
      <Table
        label={deskWords.settings.people}
        columns={[
          deskWords.settings.name,
          { name: deskWords.settings.email, look: 'minor' },
          deskWords.settings.roleLabel,
          { name: deskWords.people.change, look: 'hidden' },
        ]}
      >
        <For each={desk.info().people}>
          {(person) => (
            <tr>
              <th scope="row">
                <span class="profile">
                  <Avatar id={person.id} name={person.name} isDecoration />
                  <span dir="auto">{person.name}</span>
                </span>
              </th>
              <td class="is-minor">{person.email}</td>
              <td>
                {deskWords.settings.role[person.role]}
                <Show when={person.isDisabled}>
                  <span class="muted"> · {deskWords.settings.disabled}</span>
                </Show>
              </td>
              <td class="is-action">
                <button
                  type="button"
                  class="button is-small"
                  aria-label={deskWords.people.changeOf({ name: person.name })}
                  onClick={() => setOpen(person)}
                >
                  {deskWords.people.change}
                </button>
              </td>
            </tr>
          )}
        </For>
      </Table>
      <AddForm label={deskWords.settings.addPerson} act={act} onAdd={() => void add()}>
        <NameField
          label={deskWords.settings.name}
          value={form.name}
          onType={(name) => setForm({ name })}
        />
        <EmailField
          label={deskWords.settings.email}
          value={form.email}
          onType={(email) => setForm({ email })}
        />
        <ChoiceField
          label={deskWords.settings.roleLabel}
          choices={ROLES}
          chosen={form.role}
          say={(role) => deskWords.settings.role[role]}
          onChoose={(role) => setForm({ role })}
        />
      </AddForm>
      <Show when={open()} keyed>
        {({ id, name }) => <PersonDialog id={id} name={name} onClose={() => setOpen(null)} />}
      </Show>
    </section>
  )
}
