/** What this device still owes the server, one entry a change: ticket, age, what to do about it. */
import { For, Show } from 'solid-js'
import type { Lost, Waiting } from '../replica/api.ts'
import { useDesk } from '../state/replica-context.tsx'
import { sayClock } from '../state/relative-time.ts'
import { owedWords } from '../words/owed.ts'
import { words } from '../words/first.ts'
import { Dialog } from './dialog.tsx'
import { DrawerActs } from './drawer-acts.tsx'
import { Icon } from './icon.tsx'
import { LostSentence, UseMine } from './lost-line.tsx'
import { StorageFoot, StorageTrouble } from './storage-note.tsx'
import { groupWaiting, WaitingBatch } from './waiting-batch.tsx'
import { WaitingItem } from './waiting-item.tsx'

const GROUPS = { refused: 'needsYou', waiting: 'stillWaiting' } as const

export function SyncDrawer(props: { onClose: () => void; onOpenTicket: (id: string) => void }) {
  const desk = useDesk()
  const status = () => desk.sync.status()
  const inState = (state: Waiting['state']) =>
    desk.sync.waiting().filter((item) => item.state === state)
  /** Then it would be wrong to say that all is well. */
  const hasTrouble = () => {
    const { hasUnstored, isStorageFull, wipe } = status()
    return hasUnstored || isStorageFull || wipe !== null
  }
  return (
    <Dialog title={owedWords.title} class="drawer" onClose={props.onClose}>
      <p class="drawer-lead">
        {(() => {
          const at = status().lastSyncAt
          return at === null
            ? owedWords.never
            : owedWords.lastHeard({ when: sayClock(at, desk.clock.minute()) })
        })()}
      </p>
      <Show when={status().link.state === 'refused'}>
        <a class="button is-primary" href="/sign-in" rel="external">
          {words.sync.signIn}
        </a>
      </Show>
      <DrawerActs />
      <Show when={desk.sync.isUpdateReady()}>
        <div class="drawer-update">
          <p>{owedWords.updateHint}</p>
          <button type="button" class="button is-primary" onClick={() => desk.sync.applyUpdate()}>
            {owedWords.applyUpdate}
          </button>
        </div>
      </Show>
      <StorageTrouble status={status()} onUnderstood={() => desk.replica.dismissWipe()} />
      <Show when={desk.sync.lost().length > 0}>
        <section class="drawer-group drawer-lost" aria-label={owedWords.lostTitle}>
          <h3>{owedWords.lostTitle}</h3>
          <p class="muted">{owedWords.lostLead}</p>
          <ul class="waiting-list">
            <For each={desk.sync.lost()}>
              {(lost) => <LostItem lost={lost} onOpenTicket={props.onOpenTicket} />}
            </For>
          </ul>
        </section>
      </Show>
      <Show when={desk.sync.waiting().length === 0 && !hasTrouble()}>
        <div class="drawer-empty">
          <Icon name="check" size={20} />
          <p>{owedWords.nothing}</p>
          <p class="muted">{owedWords.nothingEver}</p>
        </div>
      </Show>
      <For each={['refused', 'waiting'] as const}>
        {(state) => (
          <Show when={inState(state).length > 0}>
            <section class="drawer-group" aria-label={owedWords[GROUPS[state]]}>
              <h3>{owedWords[GROUPS[state]]}</h3>
              <ul class="waiting-list">
                <For each={groupWaiting(inState(state))}>
                  {([item, ...more]) =>
                    item && more.length === 0 ? (
                      <WaitingItem item={item} onOpenTicket={props.onOpenTicket} />
                    ) : item ? (
                      <WaitingBatch items={[item, ...more]} onOpenTicket={props.onOpenTicket} />
                    ) : null
                  }
                </For>
              </ul>
              <Show when={state === 'waiting' && status().waiting > inState(state).length}>
                <p class="muted">
                  {owedWords.more({ n: status().waiting - inState(state).length })}
                </p>
              </Show>
            </section>
          </Show>
        )}
      </For>
      <StorageFoot />
    </Dialog>
  )
}

function LostItem(props: { lost: Lost; onOpenTicket: (id: string) => void }) {
  const desk = useDesk()
  const row = () => desk.rows.byId(props.lost.ticket)
  return (
    <li class="waiting-item">
      <div class="waiting-head">
        <button type="button" class="link" onClick={() => props.onOpenTicket(props.lost.ticket)}>
          {words.ticketNumber({ n: row()?.number ?? 0 })}
        </button>
        <span class="waiting-title">
          <LostSentence lost={props.lost} at={props.lost.at} by={null} />
        </span>
      </div>
      <div class="button-row">
        <UseMine ticket={props.lost.ticket} lost={props.lost} isInPlace={false} />
        <button
          type="button"
          class="button is-small is-quiet"
          onClick={() => desk.sync.seeLost(props.lost.event)}
        >
          {owedWords.seen}
        </button>
      </div>
    </li>
  )
}
