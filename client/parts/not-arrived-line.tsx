/** Above the composer of a ticket whose mail did not arrive: what that means, and that somebody has seen to it. Lazy. */
import { createSignal } from 'solid-js'
import { v } from '../../shared/kit/schema.ts'
import { callApi } from '../state/api.ts'
import { sayFault } from '../state/fault-words.ts'
import { useDesk } from '../state/replica-context.tsx'
import { ticketWords } from '../words/ticket.ts'
import { Icon } from './icon.tsx'
import { TroubleLine } from './trouble-line.tsx'

const Done = v.object({ version: v.number() })

export function NotArrivedLine(props: { ticket: string }) {
  const desk = useDesk()
  const [isBusy, setBusy] = createSignal(false)
  const [trouble, setTrouble] = createSignal('')
  const settle = async () => {
    setBusy(true)
    const answer = await callApi('POST', `/api/tickets/${props.ticket}/delivery/settled`, Done, {})
    setBusy(false)
    setTrouble(answer.ok ? '' : sayFault(answer.fault))
    if (answer.ok) desk.say(ticketWords.notArrived.done)
  }
  return (
    <section class="merged-line is-spam" role="status">
      <Icon name="attention" />
      <p>
        <strong>{ticketWords.notArrived.title}</strong>
        <span class="merged-draft">{ticketWords.notArrived.means}</span>
        <TroubleLine text={trouble()} />
      </p>
      <button type="button" class="button" disabled={isBusy()} onClick={() => void settle()}>
        {ticketWords.notArrived.settle}
      </button>
    </section>
  )
}
