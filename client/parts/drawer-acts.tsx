/** What may be done about all that waits on this device: try at once, or keep it as a file. Not here: single changes. */
import { createEffect, createSignal, on, Show } from 'solid-js'
import { sayExactly } from '../state/relative-time.ts'
import { useDesk } from '../state/replica-context.tsx'
import { sayUnsent } from '../state/unsent-file.ts'
import { words } from '../words/first.ts'
import { owedWords } from '../words/owed.ts'

/** The browser has begun by then. */
const REVOKE_MS = 60_000

export function DrawerActs() {
  const desk = useDesk()
  const link = () => desk.sync.status().link.state
  const [isAsked, setAsked] = createSignal(false)
  const [said, setSaid] = createSignal('')
  const hasUnsent = () => {
    const { waiting, refused, words: typed, hasUnstored } = desk.sync.status()
    return waiting + refused + typed > 0 || hasUnstored
  }
  const mayTry = () => link() !== 'refused' && (link() !== 'live' || desk.sync.status().waiting > 0)
  createEffect(
    on(
      link,
      (state) => {
        if (!isAsked() || state === 'connecting') return
        setAsked(false)
        setSaid(state === 'offline' ? owedWords.notReached : '')
      },
      { defer: true },
    ),
  )
  const tryNow = () => {
    setSaid('')
    setAsked(link() !== 'live')
    desk.replica.tryNow()
  }
  const saveAll = async () => {
    const items = await desk.replica.unsent()
    const head = owedWords.fileHead({ when: sayExactly(desk.replica.now()) })
    const text = sayUnsent(items, head, (ticket) => {
      const row = desk.rows.byId(ticket)
      return row ? `${words.ticketNumber({ n: row.number })} ${row.subject}` : ''
    })
    const file = document.createElement('a')
    file.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    file.download = owedWords.fileName
    file.click()
    setTimeout(() => URL.revokeObjectURL(file.href), REVOKE_MS)
    setSaid(owedWords.savedAll({ n: items.length }))
  }
  return (
    <Show when={mayTry() || hasUnsent()}>
      <div class="button-row drawer-acts">
        <Show when={mayTry()}>
          <button type="button" class="button" aria-disabled={isAsked()} onClick={tryNow}>
            {isAsked() ? owedWords.trying : owedWords.tryNow}
          </button>
        </Show>
        <Show when={hasUnsent()}>
          <button type="button" class="button" onClick={() => void saveAll()}>
            {owedWords.saveAll}
          </button>
        </Show>
      </div>
      <p class="drawer-lead" role="status">
        {said()}
      </p>
    </Show>
  )
}
