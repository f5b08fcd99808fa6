/** Beside a ticket: the contract tier it is under, and for leads the requester's own. Without tiers it is not there. */
import { Show } from 'solid-js'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { createAct } from '../state/create-act.ts'
import { createAnswer } from '../state/create-answer.ts'
import { useDesk } from '../state/replica-context.tsx'
import { giveTier, readTiers } from '../state/sla.ts'
import { tierWords } from '../words/tier.ts'
import { ChoiceField } from './field.tsx'
import { TroubleLine } from './trouble-line.tsx'

const NONE = ''

export function TierSection(props: { ticket: Ticket }) {
  const desk = useDesk()
  const act = createAct()
  // Without the network the tier alone is shown, by its id.
  const list = createAnswer(() => null, readTiers)
  const known = () => {
    const answer = list()
    return answer?.ok ? answer.value : null
  }
  const nameOf = (id: string) =>
    id === NONE ? tierWords.noTier : (known()?.tiers.find((one) => one.id === id)?.name ?? id)
  const tier = () => props.ticket.facts.tier ?? NONE
  const give = (id: string) => {
    const { requester } = props.ticket.facts
    void act.run(
      () => giveTier('contact', requester.id, id === NONE ? null : id),
      () =>
        desk.say(
          tierWords.tierGiven({ name: requester.name || requester.address, tier: nameOf(id) }),
        ),
    )
  }
  const mayGive = () => known()?.maySet === true && (known()?.tiers.length ?? 0) > 0
  return (
    <Show when={tier() !== NONE || mayGive()}>
      <section>
        <h2>{tierWords.tier}</h2>
        <p dir="auto">{nameOf(tier())}</p>
        <Show when={mayGive()}>
          <ChoiceField
            label={tierWords.ownTier}
            choices={[NONE, ...(known()?.tiers.map(({ id }) => id) ?? [])]}
            chosen={tier()}
            say={nameOf}
            onChoose={give}
          />
          <TroubleLine text={act.trouble()} />
        </Show>
      </section>
    </Show>
  )
}
