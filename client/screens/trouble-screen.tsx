/**
 * What is said when the tickets of this device cannot be opened: in the way, full, unreadable, taken over by a newer version.
 * Never a way on that loses unsent work without saying so. Lazy: its words are not in the first script.
 */
import { createSignal, Match, Show, Switch } from 'solid-js'
import { bootWords } from '../words/boot.ts'
import { words } from '../words/first.ts'

/** `other`: a fault in its own words. */
export type BootTrouble =
  { kind: 'blocked' | 'taken-over' | 'full' | 'unreadable' } | { kind: 'other'; detail: string }

export function TroubleScreen(props: {
  trouble: BootTrouble
  onRetry: () => void
  /** Saves what can be read of unsent work to a file. @returns how many things */
  onExport?: () => Promise<number>
  onStartAnew?: () => void
}) {
  const is = (kind: BootTrouble['kind']) => props.trouble.kind === kind
  const other = () => (props.trouble.kind === 'other' ? props.trouble.detail : null)
  return (
    <main class="boot" role="status">
      <Switch>
        <Match when={is('blocked')}>
          <Said title={bootWords.blockedTitle} text={bootWords.blocked} />
        </Match>
        <Match when={is('taken-over')}>
          <Said title={bootWords.takenOverTitle} text={bootWords.takenOver} />
          <Retry name={bootWords.startNow} onRetry={props.onRetry} />
        </Match>
        <Match when={is('full')}>
          <Said title={bootWords.fullTitle} text={bootWords.full} />
          <Retry name={words.boot.reload} onRetry={props.onRetry} />
        </Match>
        <Match when={is('unreadable')}>
          <Said title={bootWords.unreadableTitle} text={bootWords.unreadable} />
          <Rescue
            onRetry={props.onRetry}
            onExport={props.onExport ?? (() => Promise.resolve(0))}
            onStartAnew={() => props.onStartAnew?.()}
          />
        </Match>
        <Match when={other() !== null}>
          <Said title={words.boot.failed} text={other() ?? ''} />
          <Retry name={words.boot.reload} onRetry={props.onRetry} />
        </Match>
      </Switch>
    </main>
  )
}

function Said(props: { title: string; text: string }) {
  return (
    <>
      <p class="empty-title">{props.title}</p>
      <p>{props.text}</p>
    </>
  )
}

function Retry(props: { name: string; onRetry: () => void }) {
  return (
    <button type="button" class="button is-primary" onClick={() => props.onRetry()}>
      {props.name}
    </button>
  )
}

function Rescue(props: {
  onRetry: () => void
  onExport: () => Promise<number>
  onStartAnew: () => void
}) {
  const [count, setCount] = createSignal<number | null>(null)
  return (
    <>
      <div class="button-row">
        <button type="button" class="button" onClick={() => props.onRetry()}>
          {words.boot.reload}
        </button>
        <button
          type="button"
          class="button is-primary"
          onClick={() => void props.onExport().then(setCount)}
        >
          {bootWords.export}
        </button>
        <button type="button" class="button" onClick={() => props.onStartAnew()}>
          {bootWords.startAnew}
        </button>
      </div>
      <Show when={count() !== null}>
        <p>{count() === 0 ? bootWords.exportNothing : bootWords.exported({ n: count() ?? 0 })}</p>
      </Show>
    </>
  )
}
