/**
 * What a policy promises, by which hours, and what is done when a promise is near its end, or over. A part of
 * sla-policy-dialog.
 */
import { For, Show } from 'solid-js'
import type { SetStoreFunction } from 'solid-js/store'
import type { Hook } from '../state/hooks.ts'
import { toggle, type PolicyForm } from '../state/policy-form.ts'
import { useDesk } from '../state/replica-context.tsx'
import { PRIORITIES, TARGETS, type Terms } from '../state/sla.ts'
import { hookWords } from '../words/hook.ts'
import { slaWords } from '../words/sla.ts'
import { CheckBox, ChoiceField } from './field.tsx'

const TIMES = ['business', 'wall'] as const
const UNCHANGED = ''

export function PolicyPromises(props: {
  terms: Terms
  hooks: readonly Hook[]
  form: PolicyForm
  setForm: SetStoreFunction<PolicyForm>
}) {
  const desk = useDesk()
  return (
    <fieldset class="sla-group">
      <legend>{slaWords.promises}</legend>
      <ChoiceField
        label={slaWords.calendar}
        choices={['desk', ...props.terms.calendars.map(({ id }) => id)]}
        chosen={props.form.calendar}
        say={(id) => props.terms.calendars.find((one) => one.id === id)?.name ?? slaWords.ownHours}
        onChoose={(calendar) => props.setForm({ calendar })}
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
                      value={props.form[name].hours}
                      onInput={(event) => props.setForm(name, 'hours', event.currentTarget.value)}
                    />
                  </td>
                  <td>
                    <select
                      aria-label={slaWords.time({ name: slaWords.targets[name] })}
                      onChange={(event) => {
                        const time = TIMES.find((one) => one === event.currentTarget.value)
                        if (time) props.setForm(name, 'time', time)
                      }}
                    >
                      <For each={TIMES}>
                        {(time) => (
                          <option value={time} selected={time === props.form[name].time}>
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
                      value={props.form[name].warn}
                      onInput={(event) => props.setForm(name, 'warn', event.currentTarget.value)}
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
        isOn={props.form.isPausing}
        onChange={(isPausing) => props.setForm({ isPausing })}
      />
      <CheckBox
        label={slaWords.alarms}
        isOn={props.form.isTold}
        onChange={(isTold) => props.setForm({ isTold })}
      />
      <small>{slaWords.alarmsHint}</small>
      <div class="sla-pair">
        <ChoiceField
          label={slaWords.raise}
          choices={[UNCHANGED, ...PRIORITIES]}
          chosen={props.form.priority ?? UNCHANGED}
          say={(one) => (one === '' ? slaWords.unchanged : slaWords.priority[one])}
          onChoose={(one) => props.setForm('priority', one === '' ? null : one)}
        />
        <ChoiceField
          label={slaWords.moveTo}
          choices={[UNCHANGED, ...desk.info().queues.map(({ slug }) => slug)]}
          chosen={props.form.moveTo ?? UNCHANGED}
          say={(one) => (one === '' ? slaWords.unchanged : desk.queueName(one))}
          onChoose={(one) => props.setForm('moveTo', one === '' ? null : one)}
        />
      </div>
      <Show when={props.hooks.length > 0}>
        <div class="sla-pair" role="group" aria-label={hookWords.tellHooks}>
          <For each={props.hooks}>
            {(hook) => (
              <CheckBox
                label={hook.name}
                isOn={props.form.hooks.includes(hook.id)}
                onChange={() => props.setForm('hooks', toggle(props.form.hooks, hook.id))}
              />
            )}
          </For>
        </div>
      </Show>
    </fieldset>
  )
}
