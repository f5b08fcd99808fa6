/** Where the mail of an address lies today, and for how long both ways are watched: the form of a move's plan. */
import { createSignal, For, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { MailDomain } from '../../shared/wire/mail-domains.ts'
import { MOVE_PLACES, type Move, type MovePlan } from '../../shared/wire/moving.ts'
import { deskWords } from '../desk-words.ts'
import { sayFault } from '../state/api.ts'
import { savePlan, serversElsewhere } from '../state/moves.ts'

export function MovePlanForm(props: {
  queue: string
  address: string
  /** Null: none yet. */
  plan: MovePlan | null
  domains: readonly MailDomain[]
  onDone: (move: Move) => void
}) {
  const [form, setForm] = createStore({
    place: props.plan?.place ?? 'forward',
    servers: (props.plan?.oldServers ?? serversElsewhere(props.domains, props.address)).join(' '),
    quietDays: props.plan?.quietDays ?? LIMITS.moveQuietDays,
  })
  const [isBusy, setBusy] = createSignal(false)
  const [trouble, setTrouble] = createSignal('')
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy()) return
    setBusy(true)
    setTrouble('')
    const { place, quietDays } = form
    const oldServers = form.servers.split(/[\s,]+/).filter(Boolean)
    const answer = await savePlan(props.queue, { place, oldServers, quietDays })
    setBusy(false)
    if (!answer.ok) return setTrouble(sayFault(answer.fault))
    props.onDone(answer.value)
  }
  return (
    <form class="move-plan" onSubmit={(event) => void save(event)}>
      <fieldset>
        <legend>{deskWords.move.place}</legend>
        <For each={MOVE_PLACES}>
          {(place) => (
            <label class="check">
              <input
                type="radio"
                name={`place-${props.queue}`}
                checked={form.place === place}
                onChange={() => setForm('place', place)}
              />
              {deskWords.move.places[place]}
            </label>
          )}
        </For>
      </fieldset>
      <label class="field">
        <span>{deskWords.move.servers}</span>
        <input
          value={form.servers}
          placeholder="mail.provider.example"
          onInput={(event) => setForm('servers', event.currentTarget.value)}
        />
        <small>{deskWords.move.serversHint}</small>
      </label>
      <label class="field move-days-field">
        <span>{deskWords.move.quietDays}</span>
        <input
          type="number"
          required
          min={1}
          max={LIMITS.moveQuietDaysMax}
          value={form.quietDays}
          onInput={(event) => setForm('quietDays', Number(event.currentTarget.value))}
        />
        <small>{deskWords.move.quietDaysHint}</small>
      </label>
      <Show when={trouble()}>
        <p class="page-trouble" role="alert">
          {trouble()}
        </p>
      </Show>
      <button type="submit" class="button is-primary" disabled={isBusy()}>
        {props.plan === null ? deskWords.move.beginIt : deskWords.move.savePlan}
      </button>
    </form>
  )
}
