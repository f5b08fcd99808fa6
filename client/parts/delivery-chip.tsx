/** Where a reply is on its way out. Says no more than is known: never “read”. */
import { Match, Show, Switch } from 'solid-js'
import type { Delivery } from '../../shared/ticket/ticket.ts'
import { withKey } from '../state/key-hint.ts'
import { useDesk } from '../state/replica-context.tsx'
import { sayClock } from '../state/relative-time.ts'
import { words } from '../words/first.ts'
import { ticketWords } from '../words/ticket.ts'
import { Icon, type IconName } from './icon.tsx'

const ICONS: Record<Delivery['state'], IconName> = {
  held: 'waiting',
  accepted: 'check',
  sending: 'send',
  'handed-over': 'check',
  delivered: 'check',
  deferred: 'waiting',
  bounced: 'attention',
  failed: 'attention',
  kept: 'file',
}

export function DeliveryChip(props: { delivery: Delivery; onUndo: () => void }) {
  const desk = useDesk()
  const text = () => {
    const { state, until } = props.delivery
    if (state === 'deferred' && until !== undefined)
      return ticketWords.delivery.deferredUntil({ when: sayClock(until, desk.clock.minute()) })
    return ticketWords.delivery[state]
  }
  const title = () =>
    [props.delivery.detail, props.delivery.possiblyTwice ? ticketWords.delivery.twice : '']
      .filter(Boolean)
      .join(' · ')
  return (
    <Switch
      fallback={
        <span
          class="delivery"
          classList={{ [`delivery-${props.delivery.state}`]: true }}
          title={title() || undefined}
        >
          <Icon name={ICONS[props.delivery.state]} size={13} />
          {text()}
          <Show when={isTrouble(props.delivery) && props.delivery.detail}>
            <span class="delivery-why" dir="auto">
              {props.delivery.detail}
            </span>
          </Show>
        </span>
      }
    >
      <Match when={props.delivery.isScheduled && props.delivery.until}>
        {(until) => (
          <span class="delivery delivery-held">
            <Icon name="waiting" size={13} />
            {ticketWords.delivery.scheduledFor({ when: sayClock(until(), desk.clock.minute()) })}
            <button type="button" class="link" onClick={() => props.onUndo()}>
              {ticketWords.delivery.takeBack}
            </button>
          </span>
        )}
      </Match>
      <Match when={props.delivery.state === 'held' && props.delivery.until}>
        {(until) => <HeldRing until={until()} onUndo={props.onUndo} />}
      </Match>
    </Switch>
  )
}

function isTrouble(delivery: Delivery): boolean {
  return delivery.state === 'bounced' || delivery.state === 'failed'
}

/** The undo time running out: a ring that shrinks, with the seconds in words. */
function HeldRing(props: { until: number; onUndo: () => void }) {
  const desk = useDesk()
  desk.clock.wantSeconds()
  const wholeMs = Math.max(1, desk.info().undoSeconds) * 1000
  const leftMs = () => Math.max(0, props.until - desk.clock.second())
  return (
    <span class="delivery delivery-held">
      <svg class="held-ring" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <circle
          cx="7"
          cy="7"
          r="5.5"
          pathLength="1"
          style={{ 'stroke-dashoffset': `${1 - Math.min(1, leftMs() / wholeMs)}` }}
        />
      </svg>
      {ticketWords.delivery.heldFor({ seconds: Math.ceil(leftMs() / 1000) })}
      <Show when={leftMs() > 0}>
        <button type="button" class="link" onClick={() => props.onUndo()}>
          {withKey(words.undo, 'undo')}
        </button>
      </Show>
    </span>
  )
}
