/**
 * Of what this device is told while the app is closed: queues, answers, promises, quiet hours; what is missing in this
 * browser is said plainly. The wishes are kept by the server, for this session alone. Not here: showing a message (worker).
 */
import '../styles/push.css'
import { createSignal, For, onMount, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { fail, type Result } from '../../shared/kit/fault.ts'
import { PushState, type PushWishes } from '../../shared/wire/push.ts'
import { pushWords as text } from '../words/push.ts'
import { locale } from '../words/read-words.ts'
import { callApi, Empty } from '../state/api.ts'
import { createAct } from '../state/create-act.ts'
import { sayFault } from '../state/fault-words.ts'
import {
  currentTarget,
  knownOfBrowser,
  subscribe,
  unsubscribe,
  whatIsMissing,
} from '../state/push-browser.ts'
import { useDesk } from '../state/replica-context.tsx'
import { CheckBox, Field } from './field.tsx'
import { FormFoot } from './form-foot.tsx'
import { InstallOffer } from './install-offer.tsx'

const ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone
const NOTHING: PushWishes = { queues: [], answers: true, promises: true, quiet: null }
const NIGHT = { from: 20 * 60, to: 7 * 60, zone: ZONE }

export function PushSettings() {
  const desk = useDesk()
  const act = createAct()
  const [key, setKey] = createSignal<string | null>(null)
  const [isOn, setOn] = createSignal(false)
  const [form, setForm] = createStore<PushWishes>({ ...NOTHING })
  const missing = () => whatIsMissing(knownOfBrowser())
  onMount(() => void load())

  async function load() {
    const [answer, target] = [await callApi('GET', '/api/push', PushState), await currentTarget()]
    if (!answer.ok) return act.setTrouble(sayFault(answer.fault))
    const { wishes } = answer.value
    if (wishes) setForm(wishes)
    setOn(wishes !== null && target !== null)
    setKey(answer.value.key)
  }

  async function tell(): Promise<Result<unknown>> {
    const subscribed = await subscribe(key() ?? '')
    if ('missing' in subscribed) return fail('kit/not-found', text.missing[subscribed.missing])
    return callApi('PUT', '/api/push', Empty, { ...subscribed.target, ...form, language: locale })
  }

  async function tellNothing(): Promise<Result<unknown>> {
    await unsubscribe()
    return callApi('DELETE', '/api/push', Empty)
  }

  const turn = (on: boolean) =>
    act.run(on ? tell : tellNothing, () => {
      setOn(on)
      desk.say(on ? text.saved : text.off)
    })
  const save = () => act.run(tell, () => desk.say(text.saved))
  const test = () =>
    act.run(
      () => callApi('POST', '/api/push/test', Empty, {}),
      () => desk.say(text.testSent),
    )
  const toggleQueue = (slug: string, isAsked: boolean) =>
    setForm('queues', (all) => [...all.filter((one) => one !== slug), ...(isAsked ? [slug] : [])])

  return (
    <section class="settings-section">
      <h2>{text.title}</h2>
      <div class="setting">
        <p>{text.lead}</p>
        <Show when={missing()}>{(why) => <p class="page-trouble">{text.missing[why()]}</p>}</Show>
        <Show when={key() !== null && missing() === null}>
          <CheckBox label={text.on} isOn={isOn()} onChange={(on) => void turn(on)} />
        </Show>
      </div>
      <Show
        when={isOn()}
        fallback={
          <Show when={act.trouble()}>
            <p class="page-trouble" role="alert">
              {act.trouble()}
            </p>
          </Show>
        }
      >
        <form
          class="stacked-form"
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          <fieldset class="push-queues">
            <legend>{text.queues}</legend>
            <For each={desk.info().queues} fallback={<p class="muted">{text.noQueues}</p>}>
              {(queue) => (
                <CheckBox
                  label={queue.name}
                  isOn={form.queues.includes(queue.slug)}
                  onChange={(isAsked) => toggleQueue(queue.slug, isAsked)}
                />
              )}
            </For>
            <Show when={form.queues.length === 0}>
              <small>{text.queuesHint}</small>
            </Show>
          </fieldset>
          <CheckBox
            label={text.answers}
            isOn={form.answers}
            onChange={(answers) => setForm({ answers })}
          />
          <CheckBox
            label={text.promises}
            isOn={form.promises}
            onChange={(promises) => setForm({ promises })}
          />
          <CheckBox
            label={text.quiet}
            isOn={form.quiet !== null}
            onChange={(isQuiet) => setForm({ quiet: isQuiet ? NIGHT : null })}
          />
          <Show when={form.quiet}>
            {(quiet) => (
              <>
                <div class="push-times">
                  <TimeField
                    label={text.from}
                    minute={quiet().from}
                    onChange={(from) => setForm({ quiet: { ...quiet(), from, zone: ZONE } })}
                  />
                  <TimeField
                    label={text.to}
                    minute={quiet().to}
                    onChange={(to) => setForm({ quiet: { ...quiet(), to, zone: ZONE } })}
                  />
                </div>
                <small>{text.quietHint({ zone: ZONE })}</small>
              </>
            )}
          </Show>
          <FormFoot act={act} submit={text.save}>
            <button
              type="button"
              class="button"
              aria-disabled={act.isBusy()}
              onClick={() => void test()}
            >
              {text.test}
            </button>
          </FormFoot>
        </form>
      </Show>
      <p class="muted">{'setAppBadge' in navigator ? text.badge : text.noBadge}</p>
      <InstallOffer />
    </section>
  )
}

/** A minute of the day. An emptied field changes nothing. */
function TimeField(props: { label: string; minute: number; onChange: (minute: number) => void }) {
  const shown = () => {
    const [hours, minutes] = [Math.floor(props.minute / 60), props.minute % 60]
    return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
  }
  return (
    <Field label={props.label}>
      <input
        type="time"
        required
        value={shown()}
        onChange={(event) => {
          const [hours, minutes] = event.currentTarget.value.split(':').map(Number)
          if (hours !== undefined && minutes !== undefined && !Number.isNaN(hours + minutes))
            props.onChange(hours * 60 + minutes)
        }}
      />
    </Field>
  )
}
