/** What this device still owes the server, one entry a change: ticket, age, what to do about it. */
import { createSignal, For, Show } from 'solid-js'
import { isFaultCode, sayFault } from '../state/api.ts'
import type { Waiting } from '../replica/api.ts'
import { useDesk } from '../state/replica-context.tsx'
import { sayAgo, sayClock } from '../state/relative-time.ts'
import { words } from '../strings.ts'
import { Dialog } from './dialog.tsx'
import { Icon } from './icon.tsx'

export function SyncDrawer(props: { onClose: () => void; onOpenTicket: (id: string) => void }) {
  const desk = useDesk()
  const status = () => desk.sync.status()
  return (
    <Dialog title={words.sync.title} class="drawer" onClose={props.onClose}>
      <p class="drawer-lead">
        {(() => {
          const at = status().lastSyncAt
          return at === null
            ? words.sync.never
            : words.sync.lastHeard(sayClock(at, desk.clock.minute()))
        })()}
      </p>
      <Show when={status().link.state === 'refused'}>
        <a class="button is-primary" href="/sign-in" rel="external">
          {words.sync.signIn}
        </a>
      </Show>
      <Show when={desk.sync.isUpdateReady()}>
        <div class="drawer-update">
          <p>{words.sync.updateHint}</p>
          <button type="button" class="button is-primary" onClick={() => desk.sync.applyUpdate()}>
            {words.sync.applyUpdate}
          </button>
        </div>
      </Show>
      <Show
        when={desk.sync.waiting().length > 0}
        fallback={
          <div class="drawer-empty">
            <Icon name="check" size={20} />
            <p>{words.sync.nothing}</p>
            <p class="muted">{words.sync.nothingEver}</p>
          </div>
        }
      >
        <ul class="waiting-list">
          <For each={desk.sync.waiting()}>
            {(item) => <WaitingItem item={item} onOpenTicket={props.onOpenTicket} />}
          </For>
        </ul>
      </Show>
    </Dialog>
  )
}

export function WaitingItem(props: { item: Waiting; onOpenTicket: (id: string) => void }) {
  const desk = useDesk()
  const [isAsking, setAsking] = createSignal(false)
  const row = () => desk.rows.byId(props.item.ticket)
  const why = () => {
    const { code, detail } = props.item
    return code && isFaultCode(code) ? sayFault({ code, detail: detail ?? '' }) : (detail ?? '')
  }
  return (
    <li class="waiting-item" classList={{ 'is-refused': props.item.state === 'refused' }}>
      <div class="waiting-head">
        <button type="button" class="link" onClick={() => props.onOpenTicket(props.item.ticket)}>
          {words.ticketNumber(row()?.number ?? 0)}
        </button>
        <span class="waiting-title" dir="auto">
          {props.item.title}
        </span>
        <span class="muted">{sayAgo(props.item.claimedAt, desk.clock.minute())}</span>
      </div>
      <Show when={props.item.text}>
        {(text) => (
          <p class="waiting-text" dir="auto">
            {text()}
          </p>
        )}
      </Show>
      <Show when={props.item.state === 'refused'}>
        <p class="waiting-why">
          <Icon name="attention" size={14} /> {why()}
        </p>
      </Show>
      <div class="button-row">
        <Show when={props.item.text}>
          {(text) => (
            <button
              type="button"
              class="button is-small"
              onClick={() => {
                void navigator.clipboard.writeText(text()).then(() => desk.say(words.copied))
              }}
            >
              {words.sync.copyText}
            </button>
          )}
        </Show>
        <Show when={props.item.state === 'refused'}>
          <button
            type="button"
            class="button is-small"
            onClick={() => void desk.replica.retry(props.item.pushId)}
          >
            {words.retry}
          </button>
        </Show>
        <button
          type="button"
          class="button is-small is-quiet"
          onClick={() => {
            if (isAsking()) void desk.replica.discard(props.item.pushId)
            setAsking(!isAsking())
          }}
          onBlur={() => setAsking(false)}
        >
          {isAsking() ? words.sync.discardAsk : words.discard}
        </button>
      </div>
    </li>
  )
}
