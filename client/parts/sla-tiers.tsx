/**
 * Contract tiers in the settings: which there are, and which organisation has which. One requester's own is given beside
 * their ticket (tier-section). Not here: what a tier is promised (sla-policy-dialog).
 */
import { createSignal, For, onMount, Show } from 'solid-js'
import { createAct, type Act } from '../state/create-act.ts'
import { useDesk } from '../state/replica-context.tsx'
import { giveTier, idFor, readTiers, type Terms, type TierList } from '../state/sla.ts'
import { slaWords } from '../words/sla.ts'
import { tierWords } from '../words/tier.ts'
import { AddForm } from './add-form.tsx'
import { ChoiceField, NameField } from './field.tsx'
import { Table } from './table.tsx'

const NONE = ''

export function SlaTiers(props: {
  terms: Terms
  /** Of the page, which says its trouble. */
  saving: Act
  onSave: (tiers: Terms['tiers'], said: string) => void
}) {
  const desk = useDesk()
  const act = createAct()
  const [name, setName] = createSignal('')
  const [organisation, setOrganisation] = createSignal('')
  const [chosen, setChosen] = createSignal(NONE)
  const [given, setGiven] = createSignal<TierList['organisations']>([])
  const load = async () => {
    const answer = await readTiers()
    if (answer.ok) setGiven(answer.value.organisations)
  }
  onMount(() => void load())
  const nameOf = (id: string) =>
    id === NONE ? tierWords.noTier : (props.terms.tiers.find((one) => one.id === id)?.name ?? id)
  const add = () => {
    const { tiers } = props.terms
    const made = {
      id: idFor(
        name(),
        tiers.map(({ id }) => id),
      ),
      name: name().trim(),
    }
    props.onSave([...tiers, made], slaWords.saved({ name: made.name }))
    setName('')
  }
  const give = () =>
    act.run(
      () => giveTier('organisation', organisation().trim(), chosen() === NONE ? null : chosen()),
      () => {
        desk.say(tierWords.tierGiven({ name: organisation(), tier: nameOf(chosen()) }))
        setOrganisation('')
        void load()
      },
    )
  return (
    <>
      <h3>{tierWords.tiers}</h3>
      <p class="muted">{tierWords.tiersLead}</p>
      <Show when={props.terms.tiers.length > 0} fallback={<p>{tierWords.noTiers}</p>}>
        <ul class="sla-tiers" aria-label={tierWords.tiers}>
          <For each={props.terms.tiers}>
            {(tier) => (
              <li>
                <span dir="auto">{tier.name}</span>
                <button
                  type="button"
                  class="button is-small"
                  aria-label={tierWords.removeTier({ name: tier.name })}
                  aria-disabled={props.saving.isBusy()}
                  onClick={() =>
                    props.onSave(
                      props.terms.tiers.filter(({ id }) => id !== tier.id),
                      slaWords.removed({ name: tier.name }),
                    )
                  }
                >
                  {slaWords.remove}
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <AddForm label={tierWords.addTier} act={props.saving} isMinor isTroubleElsewhere onAdd={add}>
        <NameField label={tierWords.tierName} value={name()} onType={setName} />
      </AddForm>
      <Show when={props.terms.tiers.length > 0}>
        <Show when={given().length > 0}>
          <Table label={slaWords.organisations} columns={[tierWords.organisation, tierWords.tier]}>
            <For each={given()}>
              {(one) => (
                <tr>
                  <th scope="row" dir="auto">
                    {one.name}
                  </th>
                  <td dir="auto">{nameOf(one.tier)}</td>
                </tr>
              )}
            </For>
          </Table>
        </Show>
        <AddForm label={tierWords.giveTier} act={act} isMinor onAdd={() => void give()}>
          <NameField
            label={tierWords.organisation}
            value={organisation()}
            onType={setOrganisation}
          />
          <ChoiceField
            label={tierWords.tier}
            choices={[NONE, ...props.terms.tiers.map(({ id }) => id)]}
            chosen={chosen()}
            say={nameOf}
            onChoose={setChosen}
          />
        </AddForm>
      </Show>
    </>
  )
}
