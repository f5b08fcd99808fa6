/**
 * While the tickets of this device are opened, and what is said when they cannot be: in the way, full, unreadable, taken
 * over by a newer version. Never a blank page, and never a way on that loses unsent work without saying so.
 */
import { createSignal, Match, Show, Switch } from 'solid-js'
import { words } from '../strings.ts'

/** `other`: a fault in its own words. */
export type BootTrouble =
  { kind: 'blocked' | 'taken-over' | 'full' | 'unreadable' } | { kind: 'other'; detail: string }

export function BootScreen(props: {
  trouble: BootTrouble | null
  onRetry: () => void
  /** Saves what can be read of unsent work to a file. @returns how many things */
  onExport?: () => Promise<number>
  onStartAnew?: () => void
}) {
  const is = (kind: BootTrouble['kind']) => props.trouble?.kind === kind
  const other = () => (props.trouble?.kind === 'other' ? props.trouble.detail : null)
  return (
    <main class="boot" role="status">
      <Switch fallback={<p class="boot-slow">{words.boot.opening}</p>}>
        <Match when={is('blocked')}>
          <Said title={words.boot.blockedTitle} text={words.boot.blocked} />
        </Match>
        <Match when={is('taken-over')}>
          <Said title={words.boot.takenOverTitle} text={words.boot.takenOver} />
          <Retry name={words.boot.startNow} onRetry={props.onRetry} />
        </Match>
        <Match when={is('full')}>
          <Said title={words.boot.fullTitle} text={words.boot.full} />
          <Retry name={words.boot.reload} onRetry={props.onRetry} />
        </Match>
        <Match when={is('unreadable')}>
          <Said title={words.boot.unreadableTitle} text={words.boot.unreadable} />
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
          {words.boot.export}
        </button>
        <button type="button" class="button" onClick={() => props.onStartAnew()}>
          {words.boot.startAnew}
        </button>
      </div>
      <Show when={count() !== null}>
        <p>{count() === 0 ? words.boot.exportNothing : words.boot.exported(count() ?? 0)}</p>
      </Show>
    </>
  )
}
