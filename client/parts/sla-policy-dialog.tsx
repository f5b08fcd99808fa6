/**
 * One policy: its name, whether it is in force, whom it is for and what it promises; saved with all others as a whole.
 * Not here: its parts (policy-match, policy-promises, policy-trial), what is typed and what it makes (policy-form).
 */
import { createSignal, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import type { Hook } from '../state/hooks.ts'
import { createAct } from '../state/create-act.ts'
import { formOf, policyOf } from '../state/policy-form.ts'
import { useDesk } from '../state/replica-context.tsx'
import { saveTerms, TARGETS, type Policy, type Simulated, type Terms } from '../state/sla.ts'
import { words } from '../words/first.ts'
import { slaWords } from '../words/sla.ts'
import { Dialog } from './dialog.tsx'
import { ChoiceField, NameField } from './field.tsx'
import { FormFoot } from './form-foot.tsx'
import { PolicyMatch } from './policy-match.tsx'
import { PolicyPromises } from './policy-promises.tsx'
import { PolicyTrial } from './policy-trial.tsx'
import { SureButton } from './sure-button.tsx'

const STATES = ['live', 'draft', 'off'] as const

export function SlaPolicyDialog(props: {
  terms: Terms
  policy: Policy | null
  hooks: readonly Hook[]
  onClose: () => void
}) {
  const desk = useDesk()
  const act = createAct()
  const [result, setResult] = createSignal<Simulated | null>(null)
  const before = props.policy
  const [form, setForm] = createStore(formOf(before))
  const made = () => policyOf(form, before, props.terms.policies)
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
  const broken = (found: Simulated, key: 'asIs' | 'asIf') =>
    TARGETS.reduce((sum, name) => sum + found.broken[name][key], 0)

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
        <PolicyMatch terms={props.terms} form={form} setForm={setForm} />
        <PolicyPromises terms={props.terms} hooks={props.hooks} form={form} setForm={setForm} />
        <PolicyTrial
          terms={() =>
            termsWith({ ...made(), name: form.name || slaWords.newPolicy, state: 'live' })
          }
          result={result()}
          onResult={setResult}
        />
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
