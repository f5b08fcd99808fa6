/**
 * Policies in the order in which they are asked, and calendars: each is changed in a dialog of its own. Everything is
 * saved as a whole, with a version, by the server. Not here: the dialogs (sla-policy-dialog, sla-calendar-dialog).
 */
import '../styles/sla.css'
import { createSignal, For, onMount, Show } from 'solid-js'
import type { Fault } from '../../shared/kit/fault.ts'
import { listed } from '../words/read-words.ts'
import { slaWords } from '../words/sla.ts'
import type { Hook } from '../state/hooks.ts'
import { createAct } from '../state/create-act.ts'
import { sayClock } from '../state/relative-time.ts'
import { useDesk } from '../state/replica-context.tsx'
import {
  applyTerms,
  readTerms,
  saveTerms,
  TARGETS,
  type Calendar,
  type Policy,
  type Terms,
} from '../state/sla.ts'
import { ServerTrouble } from './server-trouble.tsx'
import { HookSettings } from './hook-settings.tsx'
import { SlaCalendarDialog } from './sla-calendar-dialog.tsx'
import { SlaPolicyDialog } from './sla-policy-dialog.tsx'
import { SlaTiers } from './sla-tiers.tsx'
import { Table } from './table.tsx'
import { TroubleLine } from './trouble-line.tsx'

const VERSIONS_SHOWN = 10

type Open = { policy: Policy | null } | { calendar: Calendar | null }

export function SlaSettings() {
  const desk = useDesk()
  const act = createAct()
  const [terms, setTerms] = createSignal<Terms | null>(null)
  const [fault, setFault] = createSignal<Fault | null>(null)
  const [hooks, setHooks] = createSignal<readonly Hook[]>([])
  const [open, setOpen] = createSignal<Open | null>(null)
  const load = async () => {
    const answer = await readTerms()
    setFault(answer.ok ? null : answer.fault)
    if (answer.ok) setTerms(answer.value)
  }
  onMount(() => void load())

  const save = (next: Terms, said: string) =>
    act.run(
      () => saveTerms(next),
      () => {
        desk.say(said)
        void load()
      },
    )
  const moveUp = (place: number) => {
    const now = terms()
    const moved = now?.policies[place]
    const above = now?.policies[place - 1]
    if (!now || !moved || !above) return
    const policies = now.policies.with(place - 1, moved).with(place, above)
    void save({ ...now, policies }, slaWords.saved({ name: moved.name }))
  }
  const sayMatch = ({ match }: Policy) => {
    const parts = [
      ...match.queues.map((slug) => desk.queueName(slug)),
      ...match.priorities.map((one) => slaWords.priority[one]),
      ...match.tags,
      ...match.organisations,
      ...match.tiers.map((id) => terms()?.tiers.find((one) => one.id === id)?.name ?? id),
    ]
    return parts.length === 0 ? slaWords.every : listed(parts)
  }
  const sayTargets = ({ targets }: Policy) =>
    TARGETS.filter((name) => targets[name])
      .map((name) => `${slaWords.targets[name]} ${(targets[name]?.seconds ?? 0) / 3600} h`)
      .join(', ')
  const policyOpen = () => {
    const now = open()
    return now && 'policy' in now ? now : null
  }
  const calendarOpen = () => {
    const now = open()
    return now && 'calendar' in now ? now : null
  }
  const close = () => {
    setOpen(null)
    void load()
  }

  return (
    <section class="settings-section">
      <h2>{slaWords.title}</h2>
      <p class="muted">{slaWords.lead}</p>
      <ServerTrouble fault={fault()} onRetry={() => void load()} />
      <TroubleLine text={act.trouble()} />
      <Show when={terms()}>
        {(now) => (
          <>
            <Show when={now().policies.length > 0} fallback={<p>{slaWords.noPolicies}</p>}>
              <Table
                label={slaWords.policies}
                columns={[
                  slaWords.name,
                  slaWords.applies,
                  { name: slaWords.promises, look: 'minor' },
                  slaWords.state,
                  { name: slaWords.change, look: 'hidden' },
                ]}
              >
                <For each={now().policies}>
                  {(policy, place) => (
                    <tr>
                      <th scope="row" dir="auto">
                        {policy.name}
                      </th>
                      <td dir="auto">{sayMatch(policy)}</td>
                      <td class="is-minor">{sayTargets(policy)}</td>
                      <td>{slaWords.states[policy.state]}</td>
                      <td class="is-action">
                        <Show when={place() > 0}>
                          <button
                            type="button"
                            class="button is-small"
                            aria-disabled={act.isBusy()}
                            aria-label={slaWords.up({ name: policy.name })}
                            onClick={() => moveUp(place())}
                          >
                            ↑
                          </button>
                        </Show>
                        <button
                          type="button"
                          class="button is-small"
                          aria-label={slaWords.changeOf({ name: policy.name })}
                          onClick={() => setOpen({ policy })}
                        >
                          {slaWords.change}
                        </button>
                      </td>
                    </tr>
                  )}
                </For>
              </Table>
            </Show>
            <div class="button-row">
              <button
                type="button"
                class="button is-primary"
                onClick={() => setOpen({ policy: null })}
              >
                {slaWords.addPolicy}
              </button>
              <button
                type="button"
                class="button"
                aria-disabled={act.isBusy()}
                onClick={() =>
                  void act.run(applyTerms, ({ tickets }) => desk.say(slaWords.applied({ tickets })))
                }
              >
                {slaWords.apply}
              </button>
            </div>
            <p class="muted">{slaWords.applyHint}</p>
            <SlaTiers
              terms={now()}
              saving={act}
              onSave={(tiers, said) => void save({ ...now(), tiers }, said)}
            />
            <h3>{slaWords.calendars}</h3>
            <Table
              label={slaWords.calendars}
              columns={[slaWords.name, slaWords.zone, { name: slaWords.change, look: 'hidden' }]}
            >
              <tr>
                <th scope="row" colspan={3}>
                  {slaWords.ownHours}
                </th>
              </tr>
              <For each={now().calendars}>
                {(calendar) => (
                  <tr>
                    <th scope="row" dir="auto">
                      {calendar.name}
                    </th>
                    <td>{calendar.timeZone}</td>
                    <td class="is-action">
                      <button
                        type="button"
                        class="button is-small"
                        aria-label={slaWords.changeOf({ name: calendar.name })}
                        onClick={() => setOpen({ calendar })}
                      >
                        {slaWords.change}
                      </button>
                    </td>
                  </tr>
                )}
              </For>
            </Table>
            <div class="button-row">
              <button type="button" class="button" onClick={() => setOpen({ calendar: null })}>
                {slaWords.addCalendar}
              </button>
            </div>
            <HookSettings onHooks={setHooks} />
            <Show when={now().versions.length > 0}>
              <h3>{slaWords.history}</h3>
              <Table
                label={slaWords.history}
                columns={[
                  slaWords.name,
                  { name: slaWords.version, look: 'number' },
                  slaWords.when,
                  slaWords.who,
                ]}
              >
                <For each={now().versions.slice(0, VERSIONS_SHOWN)}>
                  {(version) => (
                    <tr>
                      <th scope="row">{version.id}</th>
                      <td class="is-number">{version.version}</td>
                      <td>{sayClock(version.at, desk.clock.minute())}</td>
                      <td dir="auto">{version.author}</td>
                    </tr>
                  )}
                </For>
              </Table>
            </Show>
            <Show when={policyOpen()} keyed>
              {(at) => (
                <SlaPolicyDialog terms={now()} policy={at.policy} hooks={hooks()} onClose={close} />
              )}
            </Show>
            <Show when={calendarOpen()} keyed>
              {(at) => <SlaCalendarDialog terms={now()} calendar={at.calendar} onClose={close} />}
            </Show>
          </>
        )}
      </Show>
    </section>
  )
}
