/**
 * Installing the app: offered where the browser lets us, explained where a person does it by hand, and on iPhone and iPad
 * with the reason (PU15). Not here: asking for it unasked.
 */
import { createSignal, Show } from 'solid-js'
import { pushWords } from '../words/push.ts'
import { installPrompt } from '../state/install-prompt.ts'
import { isAppleTouch, isInstalled } from '../state/push-browser.ts'

const text = pushWords.install

export function InstallOffer() {
  const [isDone, setDone] = createSignal(isInstalled())
  const isApple = isAppleTouch(navigator.userAgent, navigator.maxTouchPoints)
  const install = async () => {
    if (await installPrompt.ask()) setDone(true)
  }
  return (
    <div class="setting">
      <h3>{text.title}</h3>
      <Show when={!isDone()} fallback={<p>{text.done}</p>}>
        <p>{text.why}</p>
        <Show when={installPrompt.isThere()} fallback={<p>{isApple ? text.ios : text.menu}</p>}>
          <button type="button" class="button" onClick={() => void install()}>
            {text.do}
          </button>
        </Show>
      </Show>
    </div>
  )
}
