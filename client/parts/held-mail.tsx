/** Mail that did not become a ticket, and why: nothing is dropped silently. Shown as text only. */
import { For } from 'solid-js'
import { v } from '../../shared/kit/schema.ts'
import { callApi } from '../state/api.ts'
import { createList } from '../state/create-list.ts'
import { sayAgo, sayExactly } from '../state/relative-time.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../strings.ts'
import { TableScroll } from './table-scroll.tsx'
import { ServerListView } from './server-list.tsx'

const HeldItems = v.object({
  next: v.nullable(v.string()),
  items: v.array(
    v.object({
      id: v.string(),
      at: v.number(),
      from: v.string(),
      subject: v.string(),
      reason: v.string(),
    }),
  ),
})

export function HeldMail() {
  const desk = useDesk()
  const list = createList((before) =>
    callApi(
      'GET',
      before === null ? '/api/held-mail' : `/api/held-mail?before=${before}`,
      HeldItems,
    ),
  )
  return (
    <section class="settings-section">
      <h2>{words.settings.held}</h2>
      <p class="muted">{words.settings.heldLead}</p>
      <ServerListView list={list} emptyTitle={words.settings.nothingHeld}>
        {(items) => (
          <TableScroll label={words.settings.held}>
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">{words.settings.from}</th>
                  <th scope="col">{words.settings.subject}</th>
                  <th scope="col">{words.settings.reason}</th>
                  <th scope="col">{words.settings.when}</th>
                  <th scope="col">{words.settings.raw}</th>
                </tr>
              </thead>
              <tbody>
                <For each={items}>
                  {(item) => (
                    <tr>
                      <td dir="auto">{item.from}</td>
                      <td dir="auto">{item.subject}</td>
                      <td>{item.reason}</td>
                      <td title={sayExactly(item.at)}>{sayAgo(item.at, desk.clock.minute())}</td>
                      <td>
                        <a
                          class="link"
                          href={`/api/held-mail/${encodeURIComponent(item.id)}/raw`}
                          download=""
                          rel="external"
                        >
                          {words.download}
                        </a>
                      </td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </TableScroll>
        )}
      </ServerListView>
    </section>
  )
}
