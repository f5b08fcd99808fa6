/** A policy tried on the last 30 days: what would have been broken under it, beside what was. A part of sla-policy-dialog. */
import { createSignal, For, Show } from 'solid-js'
import { createAct } from '../state/create-act.ts'
import { simulateTerms, TARGETS, type Simulated, type Terms } from '../state/sla.ts'
import { slaWords } from '../words/sla.ts'
import { Table } from './table.tsx'

export function PolicyTrial(props: {
  /** What would hold if it were in force. */
  terms: () => Terms
  result: Simulated | null
  /** Null: what was found is of before. */
  onResult: (found: Simulated | null) => void
}) {
  const trial = createAct()
  const [sofar, setSofar] = createSignal<Simulated | null>(null)
  const simulate = () => {
    props.onResult(null)
    const terms = props.terms()
    void trial.run(
      () => simulateTerms(terms, (now) => setSofar({ ...now })),
      (all) => {
        setSofar(null)
        props.onResult(all)
      },
    )
  }
  return (
    <>
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
      <Show when={props.result}>
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
    </>
  )
}
