/** Moving addresses here: one begun move below the other, and a form to begin one. Not here: one move (move-card). */
import { createSignal, For, onMount, Show } from 'solid-js'
import type { Fault } from '../../shared/kit/fault.ts'
import type { MailDomain } from '../../shared/wire/mail-domains.ts'
import type { Move } from '../../shared/wire/moving.ts'
import { mailSetupWords } from '../words/mail-setup.ts'
import { listDomains, listMoves } from '../state/moves.ts'
import { useDesk } from '../state/replica-context.tsx'
import { ChoiceField } from './field.tsx'
import { MoveCard } from './move-card.tsx'
import { MovePlanForm } from './move-plan.tsx'
import { ServerTrouble } from './server-trouble.tsx'

export function MoveSettings() {
  const desk = useDesk()
  const [moves, setMoves] = createSignal<readonly Move[] | null>(null)
  const [domains, setDomains] = createSignal<readonly MailDomain[]>([])
  const [fault, setFault] = createSignal<Fault | null>(null)
  const [begun, setBegun] = createSignal('')
  const load = async () => {
    const answer = await listMoves()
    setFault(answer.ok ? null : answer.fault)
    if (!answer.ok) return
    setMoves(answer.value)
    setDomains(await listDomains())
  }
  onMount(() => void load())
  const keep = (move: Move) =>
    setMoves((known) => [...(known ?? []).filter(({ queue }) => queue !== move.queue), move])
  const free = () =>
    desk
      .info()
      .queues.filter(
        ({ slug, address }) =>
          address !== null && !(moves() ?? []).some(({ queue }) => queue === slug),
      )
  const chosen = () => free().find(({ slug }) => slug === begun()) ?? null
  const addressOf = (slug: string) =>
    free().find((queue) => queue.slug === slug)?.address ?? mailSetupWords.move.choose
  const nameOf = (slug: string) =>
    desk.info().queues.find((queue) => queue.slug === slug)?.name ?? slug
  return (
    <section class="settings-section">
      <h2>{mailSetupWords.move.title}</h2>
      <p class="muted">{mailSetupWords.move.lead}</p>
      <ServerTrouble fault={fault()} onRetry={() => void load()} />
      <For each={(moves() ?? []).map(({ queue }) => queue).sort()}>
        {(slug) => (
          <Show when={moves()?.find(({ queue }) => queue === slug)}>
            {(move) => (
              <MoveCard
                move={move()}
                name={nameOf(slug)}
                domains={domains()}
                onChange={keep}
                onEnd={() =>
                  setMoves((known) => known?.filter(({ queue }) => queue !== slug) ?? null)
                }
              />
            )}
          </Show>
        )}
      </For>
      <Show when={moves()}>
        <div class="setting move-begin">
          <h3>{mailSetupWords.move.begin}</h3>
          <Show
            when={free().length > 0}
            fallback={<p class="muted">{mailSetupWords.move.noneLeft}</p>}
          >
            <ChoiceField
              label={mailSetupWords.move.which}
              choices={['', ...free().map(({ slug }) => slug)]}
              chosen={begun()}
              say={addressOf}
              onChoose={setBegun}
            />
          </Show>
          <Show when={chosen()} keyed>
            {(queue) => (
              <MovePlanForm
                queue={queue.slug}
                address={queue.address ?? ''}
                plan={null}
                domains={domains()}
                onDone={(move) => {
                  setBegun('')
                  keep(move)
                }}
              />
            )}
          </Show>
        </div>
      </Show>
    </section>
  )
}
