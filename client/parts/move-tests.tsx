/** Test mails that were sent to an address: by which way each came back, how long it took, or what to look at. */
import { For, Show } from 'solid-js'
import type { MoveTest } from '../../shared/wire/moving.ts'
import { mailSetupWords } from '../words/mail-setup.ts'
import { sayExactly } from '../state/relative-time.ts'
import { Icon } from './icon.tsx'

const SHOWN = 3
const MARKS = {
  'under-way': { name: 'waiting', state: 'unknown' },
  arrived: { name: 'check', state: 'good' },
  late: { name: 'attention', state: 'bad' },
  'not-delivered': { name: 'attention', state: 'bad' },
} as const

export function MoveTests(props: {
  tests: readonly MoveTest[]
  isBusy: boolean
  canSend: boolean
  onSend: () => void
}) {
  return (
    <section class="move-part">
      <h4>{mailSetupWords.move.test}</h4>
      <p class="muted">{mailSetupWords.move.testAbout}</p>
      <ul class="move-list" aria-live="polite">
        <For each={props.tests.slice(0, SHOWN)}>
          {(test) => (
            <li class="finding" data-state={MARKS[test.state].state}>
              <Icon name={MARKS[test.state].name} />
              <span>
                <strong>{mailSetupWords.move.testStates[test.state]}</strong>{' '}
                <For each={test.arrivals}>
                  {(arrival) => (
                    <>
                      {mailSetupWords.move.came[arrival.way]({
                        seconds: Math.max(0, Math.round((arrival.at - test.at) / 1_000)),
                      })}{' '}
                    </>
                  )}
                </For>
                <Show when={test.detail}>{(detail) => <q dir="auto">{detail()}</q>}</Show>{' '}
                <span class="muted">{sayExactly(test.at)}</span>
              </span>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.canSend}>
        <div>
          <button
            type="button"
            class="button"
            disabled={props.isBusy || props.tests[0]?.state === 'under-way'}
            onClick={() => props.onSend()}
          >
            {mailSetupWords.move.sendTest}
          </button>
        </div>
      </Show>
    </section>
  )
}
