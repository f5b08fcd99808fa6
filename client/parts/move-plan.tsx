/** Where the mail of an address lies today, and for how long both ways are watched: the form of a move's plan. */
import { For, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import type { MailDomain } from '../../shared/wire/mail-domains.ts'
import { MailServerName, MOVE_PLACES, type Move, type MovePlan } from '../../shared/wire/moving.ts'
import { mailSetupWords } from '../words/mail-setup.ts'
import { createAct } from '../state/create-act.ts'
import { savePlan, serversElsewhere } from '../state/moves.ts'
import { NumberField, TextField } from './field.tsx'
import { words } from '../words/first.ts'
import { FormFoot } from './form-foot.tsx'

export function MovePlanForm(props: {
  queue: string
  address: string
  /** Null: none yet. */
  plan: MovePlan | null
  domains: readonly MailDomain[]
  onDone: (move: Move) => void
  /** Where there is a way back. */
  onCancel?: () => void
}) {
  const [form, setForm] = createStore({
    place: props.plan?.place ?? 'forward',
    servers: (props.plan?.oldServers ?? serversElsewhere(props.domains, props.address)).join(' '),
    quietDays: props.plan?.quietDays ?? LIMITS.moveQuietDays,
  })
  const act = createAct()
  const save = () => {
    const { place, quietDays } = form
    const oldServers = form.servers.split(/[\s,]+/).filter(Boolean)
    const strange = oldServers.find((name) => !parseWith(MailServerName, name).ok)
    if (strange !== undefined)
      return act.setTrouble(mailSetupWords.move.noServer({ name: strange }))
    void act.run(() => savePlan(props.queue, { place, oldServers, quietDays }), props.onDone)
  }
  return (
    <form
      class="move-plan"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <fieldset>
        <legend>{mailSetupWords.move.place}</legend>
        <For each={MOVE_PLACES}>
          {(place) => (
            <label class="check">
              <input
                type="radio"
                name={`place-${props.queue}`}
                checked={form.place === place}
                onChange={() => setForm('place', place)}
              />
              {mailSetupWords.move.places[place]}
            </label>
          )}
        </For>
      </fieldset>
      <TextField
        label={mailSetupWords.move.servers}
        hint={mailSetupWords.move.serversHint}
        placeholder="mail.provider.example"
        value={form.servers}
        onType={(servers) => setForm({ servers })}
      />
      <NumberField
        label={mailSetupWords.move.quietDays}
        hint={mailSetupWords.move.quietDaysHint}
        class="move-days-field"
        min={1}
        max={LIMITS.moveQuietDaysMax}
        value={form.quietDays}
        onType={(quietDays) => setForm({ quietDays })}
      />
      <FormFoot
        act={act}
        submit={props.plan === null ? mailSetupWords.move.beginIt : mailSetupWords.move.savePlan}
      >
        <Show when={props.onCancel}>
          {(onCancel) => (
            <button type="button" class="button" onClick={() => onCancel()()}>
              {words.cancel}
            </button>
          )}
        </Show>
      </FormFoot>
    </form>
  )
}
