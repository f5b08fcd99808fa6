/** In place of the app while this device may show no tickets: why, what was not sent, and what to do about both. */
import { createSignal, For, Match, onMount, Show, Switch } from 'solid-js'
import { sayLeftovers, type Lock } from '../state/lock.ts'
import { lockWords } from '../words/lock.ts'
import { words } from '../words/first.ts'

export function LockScreen(props: { lock: Lock; onRetry: () => void; onForgotten: () => void }) {
  const [isAsking, setAsking] = createSignal(false)
  const items = () => props.lock.left?.items ?? []
  onMount(() => {
    document.title = lockWords.title[props.lock.why]
  })
  const save = () => {
    const { left } = props.lock
    if (!left) return
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([sayLeftovers(left)], { type: 'text/plain' }))
    link.download = lockWords.fileName
    link.click()
    URL.revokeObjectURL(link.href)
  }
  const discard = async () => {
    if (!isAsking()) return setAsking(true)
    await props.lock.left?.discard()
    props.onForgotten()
  }
  return (
    <main class="page-narrow">
      <p class="page-mark">{words.app}</p>
      <h1>{lockWords.title[props.lock.why]}</h1>
      <p class="page-lead" role="alert">
        {lockWords.why[props.lock.why]}
      </p>
      <div class="button-row">
        <Switch>
          <Match when={props.lock.why === 'signed-out' || props.lock.why === 'revoked'}>
            <a class="button is-primary" href="/sign-in" rel="external">
              {words.sync.signIn}
            </a>
          </Match>
          <Match when={props.lock.why === 'lease' || props.lock.why === 'clock'}>
            <button type="button" class="button is-primary" onClick={() => props.onRetry()}>
              {words.boot.reload}
            </button>
          </Match>
        </Switch>
      </div>
      <Show when={items().length > 0}>
        <p class="page-trouble">{lockWords.unsent({ n: items().length })}</p>
        <details>
          <summary>{lockWords.show}</summary>
          <ul class="waiting-list">
            <For each={items()}>
              {(item) => (
                <li class="waiting-item">
                  <p class="waiting-title" dir="auto">
                    {item.title}
                  </p>
                  <Show when={item.text}>
                    {(text) => (
                      <p class="waiting-text" dir="auto">
                        {text()}
                      </p>
                    )}
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </details>
        <div class="button-row">
          <button type="button" class="button" onClick={save}>
            {lockWords.save}
          </button>
          <button
            type="button"
            class="button is-quiet"
            onClick={() => void discard()}
            onBlur={() => setAsking(false)}
          >
            {isAsking() ? lockWords.discardAsk : lockWords.discard}
          </button>
        </div>
      </Show>
    </main>
  )
}
