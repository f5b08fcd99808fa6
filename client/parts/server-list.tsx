/** The three faces of a list from the server: being fetched, out of reach, empty; else its rows. */
import { Match, Show, Switch, type JSX } from 'solid-js'
import type { ServerList } from '../state/create-list.ts'
import { deskWords } from '../words/desk.ts'
import { ServerTrouble } from './server-trouble.tsx'

export function ServerListView<T>(props: {
  list: ServerList<T>
  emptyTitle: string
  children: (items: readonly T[]) => JSX.Element
}) {
  return (
    <Switch
      fallback={
        <p class="page-note" role="status">
          {deskWords.settings.loading}
        </p>
      }
    >
      <Match when={props.list.items()?.length === 0}>
        <p class="muted">{props.emptyTitle}</p>
      </Match>
      <Match when={props.list.items()}>
        {(items) => (
          <>
            {props.children(items())}
            <Show when={props.list.hasMore()}>
              <button type="button" class="button" onClick={() => void props.list.more()}>
                {deskWords.settings.older}
              </button>
            </Show>
          </>
        )}
      </Match>
      <Match when={props.list.fault()}>
        <ServerTrouble fault={props.list.fault()} onRetry={() => void props.list.refetch()} />
      </Match>
    </Switch>
  )
}
