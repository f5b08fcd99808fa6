/** Signing in by a link in the mail. The same words for every address, known or not. */
import { createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { v } from '../../shared/kit/schema.ts'
import { forgetLeaving } from '../replica/leaving.ts'
import { callApi, Empty } from '../state/api.ts'
import { sayFault } from '../state/fault-words.ts'
import { words } from '../words/first.ts'
import { doorWords } from '../words/door.ts'

const Asked = v.object({ relay: v.optional(v.boolean(), true) })

type Step = 'ask' | 'sent' | 'redeeming'

export function SignInScreen() {
  const [step, setStep] = createSignal<Step>(location.hash.length > 1 ? 'redeeming' : 'ask')
  const [email, setEmail] = createSignal('')
  const [hasRelay, setRelay] = createSignal(true)
  const [isBusy, setBusy] = createSignal(false)
  const [trouble, setTrouble] = createSignal('')

  onMount(() => {
    document.title = doorWords.signIn.title
    void redeem()
    // A link pasted into this very tab changes the fragment and loads nothing.
    const listen = () => void redeem()
    window.addEventListener('hashchange', listen)
    onCleanup(() => window.removeEventListener('hashchange', listen))
  })
  const redeem = async () => {
    const token = location.hash.slice(1)
    if (!token) return
    // The token leaves the address bar and the history before anything else.
    history.replaceState(null, '', '/sign-in')
    setStep('redeeming')
    const answer = await callApi('POST', '/api/sign-in/redeem', Empty, { token })
    if (answer.ok) {
      forgetLeaving(localStorage)
      return location.replace('/app')
    }
    setTrouble(sayFault(answer.fault))
    setStep('ask')
  }
  const ask = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy()) return
    setBusy(true)
    setTrouble('')
    const answer = await callApi('POST', '/api/sign-in', Asked, { email: email().trim() })
    setBusy(false)
    if (!answer.ok) return setTrouble(sayFault(answer.fault))
    setRelay(answer.value.relay)
    setStep('sent')
  }
  return (
    <main class="page-narrow">
      <p class="page-mark">{words.app}</p>
      <Switch>
        <Match when={step() === 'redeeming'}>
          <p role="status">{doorWords.signIn.redeeming}</p>
        </Match>
        <Match when={step() === 'sent'}>
          <h1>{doorWords.signIn.sent}</h1>
          <p role="status">{doorWords.signIn.sentTo({ address: email().trim() })}</p>
          <Show when={!hasRelay()}>
            <p class="page-hint">{doorWords.signIn.noRelay}</p>
          </Show>
          <button type="button" class="link" onClick={() => setStep('ask')}>
            {doorWords.signIn.another}
          </button>
        </Match>
        <Match when={step() === 'ask'}>
          <h1>{doorWords.signIn.title}</h1>
          <p class="page-lead">{doorWords.signIn.lead}</p>
          <form class="page-form" onSubmit={(event) => void ask(event)}>
            <Show when={trouble()}>
              <p class="page-trouble" role="alert">
                {trouble()}
              </p>
            </Show>
            <label class="field">
              <span>{doorWords.signIn.email}</span>
              <input
                type="email"
                name="email"
                autocomplete="email"
                required
                value={email()}
                onInput={(event) => setEmail(event.currentTarget.value)}
              />
            </label>
            <button type="submit" class="button is-primary is-wide" disabled={isBusy()}>
              {doorWords.signIn.submit}
            </button>
          </form>
          <p class="page-hint">{doorWords.signIn.keeps}</p>
        </Match>
      </Switch>
    </main>
  )
}
