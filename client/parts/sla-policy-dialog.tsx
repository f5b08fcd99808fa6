/** One policy: whom it is for, what it promises, who is told; and what it would have kept in the last 30 days, before it is saved. */
import { createSignal, For, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { slaWords } from '../words/sla.ts'
import { hookWords } from '../words/hook.ts'
import { tierWords } from '../words/tier.ts'
import type { Hook } from '../state/hooks.ts'
import { createAct } from '../state/create-act.ts'
import { useDesk } from '../state/replica-context.tsx'
import {
  idFor,
  PRIORITIES,
  saveTerms,
  simulateTerms,
  TARGETS,
  wordsIn,
  type Policy,
  type Simulated,
  type Target,
  type TargetName,
  type Terms,
} from '../state/sla.ts'
import { words } from '../words/first.ts'
import { Dialog } from './dialog.tsx'
import { CheckBox, ChoiceField, NameField, TextField } from './field.tsx'
import { FormFoot } from './form-foot.tsx'
import { SureButton } from './sure-button.tsx'
import { Table } from './table.tsx'

const STATES = ['live', 'draft', 'off'] as const
const TIMES = ['business', 'wall'] as const
const PAUSE_ON = ['waiting', 'on-hold']
const UNCHANGED = ''

/** A target as it is typed: hours empty means that it is not promised. */
type Typed = { hours: string; time: Target['time']; warn: string }

export function SlaPolicyDialog(props: {
  terms: Terms
  policy: Policy | null
  hooks: readonly Hook[]
  onClose: () => void
}) {
  const desk = useDesk()
  const act = createAct()
  const trial = createAct()
  const [sofar, setSofar] = createSignal<Simulated | null>(null)
  const [result, setResult] = createSignal<Simulated | null>(null)
  const before = props.policy
  const typed = (name: TargetName): Typed => {
    const target = before?.targets[name]
    return {
      hours: target ? String(target.seconds / 3600) : '',
      time: target?.time ?? 'business',
      warn: target?.warnSeconds === undefined ? '' : String(target.warnSeconds / 60),
    }
  }
  const [form, setForm] = createStore({
    name: before?.name ?? '',
    state: before?.state ?? 'draft',
    queues: before?.match.queues ?? [],
    priorities: before?.match.priorities ?? [],
    tags: before?.match.tags.join(', ') ?? '',
    organisations: before?.match.organisations.join(', ') ?? '',
    tiers: before?.match.tiers ?? [],
    calendar: before?.calendar ?? 'desk',
    isPausing: before === null || before.pauseOn.length > 0,
    isTold: before === null || before.alarms?.mail === true,
    priority: before?.alarms?.priority ?? null,
    moveTo: before?.alarms?.queue ?? null,
    hooks: before?.alarms?.hooks ?? [],
    firstResponse: typed('firstResponse'),
    nextResponse: typed('nextResponse'),
    update: typed('update'),
    resolution: typed('resolution'),
  })

  const made = (): Policy => {
    const targets: Policy['targets'] = {}
    for (const name of TARGETS) {
      const { hours, time, warn } = form[name]
      const seconds = Math.round(Number(hours) * 3600)
      if (hours.trim() === '' || !(seconds > 0)) continue
      const { pauses } = before?.targets[name] ?? {}
      targets[name] = {
        seconds,
        time,
        ...(pauses === undefined ? {} : { pauses }),
        ...(Number(warn) > 0 ? { warnSeconds: Math.round(Number(warn) * 60) } : {}),
      }
    }
    const hasAlarms =
      form.isTold || form.priority !== null || form.moveTo !== null || form.hooks.length > 0
    return {
      id:
        before?.id ??
        idFor(
          form.name,
          props.terms.policies.map((one) => one.id),
        ),
      name: form.name,
      state: form.state,
      match: {
        queues: [...form.queues],
        priorities: [...form.priorities],
        tags: wordsIn(form.tags),
        organisations: wordsIn(form.organisations),
        tiers: [...form.tiers],
      },
      calendar: form.calendar,
      pauseOn: form.isPausing ? (before?.pauseOn.length ? before.pauseOn : PAUSE_ON) : [],
      targets,
      alarms: hasAlarms
        ? {
            mail: form.isTold,
            priority: form.priority,
            assignee: before?.alarms?.assignee ?? null,
            queue: form.moveTo,
            hooks: [...form.hooks],
          }
        : null,
    }
  }
  /** A new one stands last: what is there already goes before it. */
  const termsWith = (policy: Policy): Terms => ({
    ...props.terms,
    policies: before
      ? props.terms.policies.map((one) => (one.id === policy.id ? policy : one))
      : [...props.terms.policies, policy],
  })
  const put = (next: Terms, said: string) =>
    act.run(
      () => saveTerms(next),
      () => {
        desk.say(said)
        props.onClose()
      },
    )
  const simulate = () => {
    setResult(null)
    const asIfLive = termsWith({ ...made(), name: form.name || slaWords.newPolicy, state: 'live' })
    void trial.run(
      () => simulateTerms(asIfLive, (now) => setSofar({ ...now })),
      (all) => {
        setSofar(null)
        setResult(all)
      },
    )
  }
  const broken = (found: Simulated, key: 'asIs' | 'asIf') =>
    TARGETS.reduce((sum, name) => sum + found.broken[name][key], 0)
  const toggle = <T extends string>(list: readonly T[], one: T): T[] =>
    list.includes(one) ? list.filter((other) => other !== one) : [...list, one]

  return (
    <Dialog
      title={before?.name ?? slaWords.newPolicy}
      class="sla-dialog"
      onClose={() => props.onClose()}
    >
      <form
        class="stacked-form"
        onSubmit={(event) => {
          event.preventDefault()
          void put(termsWith(made()), slaWords.saved({ name: form.name }))
        }}
      >
        <div class="sla-pair">
          <NameField label={slaWords.name} value={form.name} onType={(name) => setForm({ name })} />
          <ChoiceField
            label={slaWords.state}
            choices={STATES}
            chosen={form.state}
            say={(state) => slaWords.states[state]}
            onChoose={(state) => setForm({ state })}
          />
        </div>
        <small>{slaWords.stateHint}</small>
        <fieldset class="sla-group">
          <legend>{slaWords.applies}</legend>
          <div class="sla-pair" role="group" aria-label={slaWords.queues}>
            <For each={desk.info().queues}>
              {(queue) => (
                <CheckBox
                  label={queue.name}
                  isOn={form.queues.includes(queue.slug)}
                  onChange={() => setForm('queues', toggle(form.queues, queue.slug))}
                />
              )}
            </For>
          </div>
          <div class="sla-pair" role="group" aria-label={slaWords.priorities}>
            <For each={PRIORITIES}>
              {(priority) => (
                <CheckBox
                  label={slaWords.priority[priority]}
                  isOn={form.priorities.includes(priority)}
                  onChange={() => setForm('priorities', toggle(form.priorities, priority))}
                />
              )}
            </For>
          </div>
          <Show when={props.terms.tiers.length > 0}>
            <div class="sla-pair" role="group" aria-label={tierWords.tiers}>
              <For each={props.terms.tiers}>
                {(tier) => (
                  <CheckBox
                    label={tier.name}
                    isOn={form.tiers.includes(tier.id)}
                    onChange={() => setForm('tiers', toggle(form.tiers, tier.id))}
                  />
                )}
              </For>
            </div>
          </Show>
          <div class="sla-pair">
            <TextField
              label={slaWords.tags}
              hint={slaWords.listHint}
              value={form.tags}
              onType={(tags) => setForm({ tags })}
            />
            <TextField
              label={slaWords.organisations}
              hint={slaWords.listHint}
              dir="auto"
              value={form.organisations}
              onType={(organisations) => setForm({ organisations })}
            />
          </div>
        </fieldset>
        <fieldset class="sla-group">
          <legend>{slaWords.promises}</legend>
          <ChoiceField
            label={slaWords.calendar}
            choices={['desk', ...props.terms.calendars.map(({ id }) => id)]}
            chosen={form.calendar}
            say={(id) =>
              props.terms.calendars.find((one) => one.id === id)?.name ?? slaWords.ownHours
            }
            onChoose={(calendar) => setForm({ calendar })}
          />
          <div class="table-scroll">
            <table class="sla-targets">
              <thead>
                <tr>
                  <th scope="col">{slaWords.target}</th>
                  <th scope="col">{slaWords.hoursHead}</th>
                  <th scope="col">{slaWords.timeHead}</th>
                  <th scope="col">{slaWords.warnHead}</th>
                </tr>
              </thead>
              <tbody>
                <For each={TARGETS}>
                  {(name) => (
                    <tr>
                      <th scope="row">{slaWords.targets[name]}</th>
                      <td>
                        <input
                          type="number"
                          min={0}
                          step="any"
                          aria-label={slaWords.hours({ name: slaWords.targets[name] })}
                          value={form[name].hours}
                          onInput={(event) => setForm(name, 'hours', event.currentTarget.value)}
                        />
                      </td>
                      <td>
                        <select
                          aria-label={slaWords.time({ name: slaWords.targets[name] })}
                          onChange={(event) => {
                            const time = TIMES.find((one) => one === event.currentTarget.value)
                            if (time) setForm(name, 'time', time)
                          }}
                        >
                          <For each={TIMES}>
                            {(time) => (
                              <option value={time} selected={time === form[name].time}>
                                {slaWords.times[time]}
                              </option>
                            )}
                          </For>
                        </select>
                      </td>
                      <td>
                        <input
                          type="number"
                          min={0}
                          aria-label={slaWords.warn({ name: slaWords.targets[name] })}
                          value={form[name].warn}
                          onInput={(event) => setForm(name, 'warn', event.currentTarget.value)}
                        />
                      </td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </div>
          <small>{slaWords.targetHint}</small>
          <CheckBox
            label={slaWords.pauses}
            isOn={form.isPausing}
            onChange={(isPausing) => setForm({ isPausing })}
          />
          <CheckBox
            label={slaWords.alarms}
            isOn={form.isTold}
            onChange={(isTold) => setForm({ isTold })}
          />
          <small>{slaWords.alarmsHint}</small>
          <div class="sla-pair">
            <ChoiceField
              label={slaWords.raise}
              choices={[UNCHANGED, ...PRIORITIES]}
              chosen={form.priority ?? UNCHANGED}
              say={(one) => (one === '' ? slaWords.unchanged : slaWords.priority[one])}
              onChoose={(one) => setForm('priority', one === '' ? null : one)}
            />
            <ChoiceField
              label={slaWords.moveTo}
              choices={[UNCHANGED, ...desk.info().queues.map(({ slug }) => slug)]}
              chosen={form.moveTo ?? UNCHANGED}
              say={(one) => (one === '' ? slaWords.unchanged : desk.queueName(one))}
              onChoose={(one) => setForm('moveTo', one === '' ? null : one)}
            />
          </div>
          <Show when={props.hooks.length > 0}>
            <div class="sla-pair" role="group" aria-label={hookWords.tellHooks}>
              <For each={props.hooks}>
                {(hook) => (
                  <CheckBox
                    label={hook.name}
                    isOn={form.hooks.includes(hook.id)}
                    onChange={() => setForm('hooks', toggle(form.hooks, hook.id))}
                  />
                )}
              </For>
            </div>
          </Show>
        </fieldset>
        <div class="setting" aria-live="polite">
          <button
            type="button"
            class="button"
            aria-disabled={trial.isBusy()}
            onClick={() => simulate()}
          >
            {slaWords.simulate}
          </button>
          <Show when={sofar()}>
            {(now) => (
              <>
                <progress max={Math.max(1, now().of)} value={now().tickets} />
                <span>{slaWords.simulating({ done: now().tickets, of: now().of })}</span>
              </>
            )}
          </Show>
          <Show when={trial.trouble()}>
            <p class="page-trouble">{trial.trouble()}</p>
          </Show>
        </div>
        <Show when={result()}>
          {(found) => (
            <Table
              label={slaWords.simulatedTable}
              columns={[
                slaWords.target,
                { name: slaWords.asIs, look: 'number' },
                { name: slaWords.asIf, look: 'number' },
              ]}
            >
              <For each={TARGETS}>
                {(name) => (
                  <tr>
                    <th scope="row">{slaWords.targets[name]}</th>
                    <td class="is-number">{found().broken[name].asIs}</td>
                    <td class="is-number">{found().broken[name].asIf}</td>
                  </tr>
                )}
              </For>
            </Table>
          )}
        </Show>
        <FormFoot
          act={act}
          submit={slaWords.save}
          news={
            <p role="status">
              <Show when={result()}>
                {(found) =>
                  slaWords.simulated({
                    tickets: found().tickets,
                    asIs: broken(found(), 'asIs'),
                    asIf: broken(found(), 'asIf'),
                  })
                }
              </Show>
            </p>
          }
        >
          <Show when={before}>
            {(policy) => (
              <SureButton
                text={slaWords.remove}
                ask={slaWords.removeSure}
                isBusy={act.isBusy()}
                onSure={() =>
                  void put(
                    {
                      ...props.terms,
                      policies: props.terms.policies.filter(({ id }) => id !== policy().id),
                    },
                    slaWords.removed({ name: policy().name }),
                  )
                }
              />
            )}
          </Show>
          <button type="button" class="button" onClick={() => props.onClose()}>
            {words.cancel}
          </button>
        </FormFoot>
      </form>
    </Dialog>
  )
}
