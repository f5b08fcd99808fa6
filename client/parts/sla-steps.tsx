/** How the promises of one ticket are counted, step by step, in the server's words. Asked for when somebody wants to know. */
import '../styles/sla.css'
import { createSignal, For, onMount, Show } from 'solid-js'
import type { Fault } from '../../shared/kit/fault.ts'
import { slaWords } from '../words/sla.ts'
import { readSteps, type TargetName } from '../state/sla.ts'
import { tellSteps, type Told } from '../state/step-words.ts'
import { ServerTrouble } from './server-trouble.tsx'

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

export function SlaSteps(props: { ticket: string }) {
  const [clocks, setClocks] = createSignal<readonly (Told & { target: TargetName })[]>([])
  const [fault, setFault] = createSignal<Fault | null>(null)
  const load = async () => {
    const answer = await readSteps(props.ticket)
    setFault(answer.ok ? null : answer.fault)
    if (answer.ok) setClocks(answer.value.clocks)
  }
  onMount(() => void load())
  return (
    <div aria-live="polite">
      <ServerTrouble fault={fault()} onRetry={() => void load()} />
      <For each={clocks()}>
        {(clock) => (
          <Show when={clock.steps.length > 0}>
            <h3>{slaWords.targets[clock.target]}</h3>
            <ol
              class="sla-steps"
              aria-label={slaWords.steps({ target: slaWords.targets[clock.target] })}
            >
              <For each={tellSteps(clock, zone, Date.now())}>
                {(parts) => (
                  <li>
                    <For each={parts}>
                      {(part) =>
                        typeof part === 'string' ? (
                          part
                        ) : (
                          <time datetime={part.iso} title={part.iso}>
                            {part.said}
                          </time>
                        )
                      }
                    </For>
                  </li>
                )}
              </For>
            </ol>
          </Show>
        )}
      </For>
    </div>
  )
}
