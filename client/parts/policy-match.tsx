/** Whom a policy is for: boxes and words that narrow it, none of which fits every ticket. A part of sla-policy-dialog. */
import { For, Show } from 'solid-js'
import type { SetStoreFunction } from 'solid-js/store'
import { toggle, type PolicyForm } from '../state/policy-form.ts'
import { useDesk } from '../state/replica-context.tsx'
import { PRIORITIES, type Terms } from '../state/sla.ts'
import { slaWords } from '../words/sla.ts'
import { tierWords } from '../words/tier.ts'
import { CheckBox, TextField } from './field.tsx'

export function PolicyMatch(props: {
  terms: Terms
  form: PolicyForm
  setForm: SetStoreFunction<PolicyForm>
}) {
  const desk = useDesk()
  return (
    <fieldset class="sla-group">
      <legend>{slaWords.applies}</legend>
      <div class="sla-pair" role="group" aria-label={slaWords.queues}>
        <For each={desk.info().queues}>
          {(queue) => (
            <CheckBox
              label={queue.name}
              isOn={props.form.queues.includes(queue.slug)}
              onChange={() => props.setForm('queues', toggle(props.form.queues, queue.slug))}
            />
          )}
        </For>
      </div>
      <div class="sla-pair" role="group" aria-label={slaWords.priorities}>
        <For each={PRIORITIES}>
          {(priority) => (
            <CheckBox
              label={slaWords.priority[priority]}
              isOn={props.form.priorities.includes(priority)}
              onChange={() => props.setForm('priorities', toggle(props.form.priorities, priority))}
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
                isOn={props.form.tiers.includes(tier.id)}
                onChange={() => props.setForm('tiers', toggle(props.form.tiers, tier.id))}
              />
            )}
          </For>
        </div>
      </Show>
      <div class="sla-pair">
        <TextField
          label={slaWords.tags}
          hint={slaWords.listHint}
          value={props.form.tags}
          onType={(tags) => props.setForm({ tags })}
        />
        <TextField
          label={slaWords.organisations}
          hint={slaWords.listHint}
          dir="auto"
          value={props.form.organisations}
          onType={(organisations) => props.setForm({ organisations })}
        />
      </div>
    </fieldset>
  )
}
