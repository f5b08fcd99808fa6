/** What there is of the demo, and taking it away. Nothing where there is none. */
import { createSignal, onMount, Show } from 'solid-js'
import { DemoState } from '../../shared/wire/demo.ts'
import { callApi } from '../state/api.ts'
import { createAct } from '../state/create-act.ts'
import { useDesk } from '../state/replica-context.tsx'
import { emptyWords } from '../words/empty.ts'
import { SureButton } from './sure-button.tsx'
import { TroubleLine } from './trouble-line.tsx'

export function DemoSettings() {
  const desk = useDesk()
  const act = createAct()
  const [tickets, setTickets] = createSignal(0)
  onMount(() => void load())
  async function load() {
    const answer = await callApi('GET', '/api/demo', DemoState)
    if (answer.ok) setTickets(answer.value.tickets)
  }
  const remove = () =>
    act.run(
      () => callApi('DELETE', '/api/demo', DemoState),
      (state) => {
        setTickets(state.tickets)
        desk.say(emptyWords.demo.removed)
      },
    )
  return (
    <Show when={tickets() > 0}>
      <div class="setting">
        <h3>{emptyWords.demo.title}</h3>
        <p>{emptyWords.demo.here({ n: tickets() })}</p>
        <SureButton
          text={emptyWords.demo.remove}
          ask={emptyWords.demo.ask({ n: tickets() })}
          isBusy={act.isBusy()}
          onSure={() => void remove()}
        />
        <TroubleLine text={act.trouble()} />
      </div>
    </Show>
  )
}
