/**
 * One person of the desk, changed by an admin: name, role, which queues they see, whether they may sign in. Not here: adding
 * one (people-settings), what a change does to their devices (sync-server/auth).
 */
import { createSignal, For, onMount, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import type { Fault } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { Role, ROLES } from '../../shared/ticket/ticket-rules.ts'
import { callApi, Empty } from '../state/api.ts'
import { createAct } from '../state/create-act.ts'
import { useDesk } from '../state/replica-context.tsx'
import { deskWords } from '../words/desk.ts'
import { Dialog } from './dialog.tsx'
import { CheckBox, CheckField, ChoiceField, NameField } from './field.tsx'
import { FormFoot } from './form-foot.tsx'
import { ServerTrouble } from './server-trouble.tsx'
import { TroubleLine } from './trouble-line.tsx'

const People = v.object({
  people: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      email: v.string(),
      role: Role,
      /** Null: all of them. */
      queues: v.nullable(v.array(v.string())),
      isDisabled: v.boolean(),
    }),
  ),
})
type Entry = v.InferOutput<typeof People>['people'][number]

const text = deskWords.people

export function PersonDialog(props: { id: string; name: string; onClose: () => void }) {
  const desk = useDesk()
  const act = createAct()
  const [before, setBefore] = createSignal<Entry | null>(null)
  const [form, setForm] = createStore<Pick<Entry, 'name' | 'role' | 'queues' | 'isDisabled'>>({
    name: '',
    role: 'agent',
    queues: null,
    isDisabled: false,
  })
  const [fault, setFault] = createSignal<Fault | null>(null)
  onMount(() => void load())

  async function load() {
    const answer = await callApi('GET', '/api/people', People)
    setFault(answer.ok ? null : answer.fault)
    if (!answer.ok) return
    const found = answer.value.people.find(({ id }) => id === props.id)
    if (!found) return act.setTrouble(text.gone)
    const { name, role, queues, isDisabled } = found
    setForm({ name, role, queues, isDisabled })
    setBefore(found)
  }

  const isMe = () => props.id === desk.replica.me.id
  const sees = (slug: string) => form.queues?.includes(slug) === true
  const toggle = (slug: string) => {
    const others = (form.queues ?? []).filter((one) => one !== slug)
    setForm({ queues: sees(slug) ? others : [...others, slug] })
  }
  /** Only what was changed: two admins at once do not undo each other's. */
  const changes = (was: Entry) => {
    const sameQueues =
      was.queues === form.queues ||
      [...(was.queues ?? ['*'])].sort().join() === [...(form.queues ?? ['*'])].sort().join()
    return {
      ...(form.name.trim() === was.name ? {} : { name: form.name.trim() }),
      ...(form.role === was.role ? {} : { role: form.role }),
      ...(sameQueues ? {} : { queues: form.queues }),
      ...(form.isDisabled === was.isDisabled ? {} : { isDisabled: form.isDisabled }),
    }
  }
  const save = (was: Entry) => {
    if (form.role !== 'admin' && form.queues?.length === 0) return act.setTrouble(text.noQueues)
    void act.run(
      () => callApi('PATCH', `/api/people/${props.id}`, Empty, changes(was)),
      () => {
        desk.say(text.saved({ name: form.name.trim() }))
        props.onClose()
      },
    )
  }

  return (
    <Dialog
      title={text.title({ name: props.name })}
      class="queue-dialog"
      onClose={() => props.onClose()}
    >
      <Show
        when={before()}
        fallback={
          <div class="queue-unread">
            <ServerTrouble fault={fault()} onRetry={() => void load()} />
            <TroubleLine text={act.trouble()} />
          </div>
        }
      >
        {(was) => (
          <form
            class="stacked-form"
            onSubmit={(event) => {
              event.preventDefault()
              save(was())
            }}
          >
            <p class="muted">{was().email}</p>
            <NameField
              label={deskWords.settings.name}
              value={form.name}
              onType={(name) => setForm({ name })}
            />
            <Show when={!isMe()} fallback={<p class="muted">{text.own}</p>}>
              <ChoiceField
                label={deskWords.settings.roleLabel}
                choices={ROLES}
                chosen={form.role}
                say={(role) => deskWords.settings.role[role]}
                onChoose={(role) => setForm({ role })}
              />
            </Show>
            <fieldset class="person-queues">
              <legend>{text.queuesLegend}</legend>
              <Show
                when={form.role !== 'admin'}
                fallback={<p class="muted">{text.adminSeesAll}</p>}
              >
                <CheckBox
                  label={text.seesAll}
                  isOn={form.queues === null}
                  onChange={(isAll) =>
                    setForm({ queues: isAll ? null : desk.info().queues.map(({ slug }) => slug) })
                  }
                />
                <Show when={form.queues !== null}>
                  <For each={desk.info().queues}>
                    {(queue) => (
                      <CheckBox
                        label={queue.name}
                        isOn={sees(queue.slug)}
                        onChange={() => toggle(queue.slug)}
                      />
                    )}
                  </For>
                </Show>
              </Show>
            </fieldset>
            <Show when={!isMe()}>
              <CheckField
                label={text.isOn}
                hint={text.isOnHint}
                isOn={!form.isDisabled}
                onChange={(isOn) => setForm({ isDisabled: !isOn })}
              />
            </Show>
            <FormFoot act={act} submit={text.save} />
          </form>
        )}
      </Show>
    </Dialog>
  )
}
