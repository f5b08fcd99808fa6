/** What the desk mailed, newest first. Everything in it is shown as text, whatever it looks like. */
import { createSignal, For, onMount, Show } from 'solid-js'
import { v } from '../../shared/kit/schema.ts'
import { callApi } from '../state/api.ts'
import { createList } from '../state/create-list.ts'
import { sayAgo, sayExactly } from '../state/relative-time.ts'
import { useDesk } from '../state/replica-context.tsx'
import { deskWords } from '../words/desk.ts'
import { ticketWords } from '../words/ticket.ts'
import { ServerListView } from './server-list.tsx'
import { Table } from './table.tsx'

const SentItems = v.object({
  next: v.nullable(v.string()),
  items: v.array(
    v.object({
      id: v.string(),
      at: v.number(),
      to: v.string(),
      subject: v.string(),
      state: v.string(),
      text: v.string(),
    }),
  ),
})

export function SentMail() {
  const desk = useDesk()
  const list = createList((before) =>
    callApi(
      'GET',
      before === null ? '/api/sent-mail' : `/api/sent-mail?before=${before}`,
      SentItems,
    ),
  )
  return (
    <section class="settings-section">
      <h2>{deskWords.settings.sent}</h2>
      <p class="muted">{deskWords.settings.sentLead}</p>
      <RelayState />
      <ServerListView list={list} emptyTitle={deskWords.settings.nothingSent}>
        {(items) => (
          <Table
            label={deskWords.settings.sent}
            columns={[
              deskWords.settings.to,
              deskWords.settings.subject,
              deskWords.settings.state,
              { name: deskWords.settings.when, look: 'minor' },
            ]}
          >
            <For each={items}>
              {(item) => (
                <tr>
                  <td class="sent-to" dir="auto">
                    {item.to}
                  </td>
                  <td>
                    <SentText item={item} />
                  </td>
                  <td>{sayState(item.state)}</td>
                  <td class="is-minor" title={sayExactly(item.at)}>
                    {sayAgo(item.at, desk.clock.minute())}
                  </td>
                </tr>
              )}
            </For>
          </Table>
        )}
      </ServerListView>
    </section>
  )
}

const Health = v.object({
  waiting: v.number(),
  oldestAt: v.nullable(v.number()),
  isRelayAway: v.boolean(),
})

/** Said where people look for a mail that did not go: it waits, and is not lost. */
function RelayState() {
  const desk = useDesk()
  const [health, setHealth] = createSignal<v.InferOutput<typeof Health> | null>(null)
  onMount(() => {
    void callApi('GET', '/api/mail-health', Health).then((answer) => {
      if (answer.ok && answer.value.isRelayAway) setHealth(answer.value)
    })
  })
  return (
    <Show when={health()}>
      {(now) => (
        <p class="page-trouble" role="status">
          {deskWords.settings.relayAway({
            count: now().waiting,
            since: sayAgo(now().oldestAt ?? desk.clock.minute(), desk.clock.minute()),
          })}
        </p>
      )}
    </Show>
  )
}

function SentText(props: { item: { subject: string; text: string } }) {
  return (
    <details>
      <summary dir="auto">{props.item.subject}</summary>
      <p class="mail-text" dir="auto">
        {props.item.text}
      </p>
    </details>
  )
}

function sayState(state: string): string {
  switch (state) {
    case 'kept':
    case 'held':
    case 'accepted':
    case 'sending':
    case 'handed-over':
    case 'delivered':
    case 'deferred':
    case 'bounced':
    case 'failed':
      return ticketWords.delivery[state]
    default:
      return state
  }
}
