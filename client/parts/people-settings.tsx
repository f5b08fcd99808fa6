/** The desk's people, and a form for one more. */
import { createSignal, For, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { ROLES, type Role } from '../../shared/ticket/ticket-rules.ts'
import { callApi, Empty, sayFault } from '../state/api.ts'
import { useDesk } from '../state/replica-context.tsx'
import { deskWords } from '../desk-words.ts'
import { TableScroll } from './table-scroll.tsx'
import { Avatar } from './avatar.tsx'

type NewPerson = { name: string; email: string; role: Role }
const BLANK: NewPerson = { name: '', email: '', role: 'agent' }

export function PeopleSettings() {
  const desk = useDesk()
  const [form, setForm] = createStore<NewPerson>({ ...BLANK })
  const [trouble, setTrouble] = createSignal('')
  const [isBusy, setBusy] = createSignal(false)
  const add = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy()) return
    setBusy(true)
    setTrouble('')
    const answer = await callApi('POST', '/api/people', Empty, { ...form })
    setBusy(false)
    if (!answer.ok) return setTrouble(sayFault(answer.fault))
    desk.say(deskWords.settings.personAdded(form.name))
    setForm({ ...BLANK })
  }
  return (
    <section class="settings-section">
      <h2>{deskWords.settings.people}</h2>
      <TableScroll label={deskWords.settings.people}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{deskWords.settings.name}</th>
              <th scope="col">{deskWords.settings.email}</th>
              <th scope="col">{deskWords.settings.roleLabel}</th>
            </tr>
          </thead>
          <tbody>
            <For each={desk.info().people}>
              {(person) => (
                <tr>
                  <th scope="row">
                    <span class="profile">
                      <Avatar id={person.id} name={person.name} isDecoration />
                      <span dir="auto">{person.name}</span>
                    </span>
                  </th>
                  <td>{person.email}</td>
                  <td>
                    {deskWords.settings.role[person.role]}
                    <Show when={person.isDisabled}>
                      <span class="muted"> · {deskWords.settings.disabled}</span>
                    </Show>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </TableScroll>
      <form
        class="add-form"
        aria-label={deskWords.settings.addPerson}
        onSubmit={(event) => void add(event)}
      >
        <label class="field">
          <span>{deskWords.settings.name}</span>
          <input
            required
            maxlength={200}
            dir="auto"
            value={form.name}
            onInput={(event) => setForm('name', event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{deskWords.settings.email}</span>
          <input
            type="email"
            required
            value={form.email}
            onInput={(event) => setForm('email', event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>{deskWords.settings.roleLabel}</span>
          <select
            onChange={(event) => {
              const role = ROLES.find((one) => one === event.currentTarget.value)
              if (role) setForm('role', role)
            }}
          >
            <For each={ROLES}>
              {(role) => (
                <option value={role} selected={role === form.role}>
                  {deskWords.settings.role[role]}
                </option>
              )}
            </For>
          </select>
        </label>
        <button type="submit" class="button is-primary" disabled={isBusy()}>
          {deskWords.settings.addPerson}
        </button>
      </form>
      <Show when={trouble()}>
        <p class="page-trouble" role="alert">
          {trouble()}
        </p>
      </Show>
    </section>
  )
}
