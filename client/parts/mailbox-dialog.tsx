/** The settings of one queue's mailbox: tried out by the gateway before or after they are kept. The password only goes in. */
import { createSignal, For, Show } from 'solid-js'
import { createStore, unwrap } from 'solid-js/store'
import { FAULTS } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import {
  MAILBOX_AFTER,
  MAILBOX_SECURITY,
  type MailboxSettings,
  type TrialAnswer,
} from '../../shared/wire/mailbox.ts'
import { sayFault } from '../state/api.ts'
import {
  removeMailbox,
  saveMailbox,
  tryMailbox,
  type Mailbox,
  type WantedMailbox,
} from '../state/mailboxes.ts'
import { useDesk } from '../state/replica-context.tsx'
import { deskWords } from '../desk-words.ts'
import { Dialog } from './dialog.tsx'

const PORTS = { tls: 993, starttls: 143, none: 143 }
const BLANK: MailboxSettings = {
  isOn: true,
  host: '',
  port: PORTS.tls,
  security: 'tls',
  user: '',
  folder: 'INBOX',
  after: 'leave',
  moveTo: null,
  sinceDays: 0,
  authservs: [],
}

export function MailboxDialog(props: {
  queue: { slug: string; name: string; address: string | null }
  box: Mailbox | null
  onClose: () => void
  onDone: () => void
}) {
  const desk = useDesk()
  // oxlint-disable-next-line solid/reactivity -- what is typed here begins with what was there when it opened.
  const [form, setForm] = createStore<MailboxSettings>({ ...BLANK, ...props.box?.settings })
  const [password, setPassword] = createSignal('')
  const [busy, setBusy] = createSignal<'' | 'test' | 'save'>('')
  const [trouble, setTrouble] = createSignal('')
  const [tried, setTried] = createSignal<TrialAnswer | null>(null)

  const wanted = (): WantedMailbox => ({
    settings: { ...unwrap(form), moveTo: form.after === 'move' ? form.moveTo : null },
    password: password() === '' ? null : password(),
  })
  const isSameAccount = () => {
    const known = props.box?.settings
    return (
      known !== undefined &&
      known.host === form.host.trim().toLowerCase() &&
      known.port === form.port &&
      known.security === form.security &&
      known.user === form.user.trim()
    )
  }
  const isKept = () => props.box?.hasPassword === true && isSameAccount()

  const begin = (what: 'test' | 'save') => {
    setBusy(what)
    setTrouble('')
    setTried(null)
  }
  const test = async (element: HTMLFormElement | null) => {
    if (busy() !== '' || !element?.reportValidity()) return
    begin('test')
    const answer = await tryMailbox(props.queue.slug, wanted())
    setBusy('')
    if (answer.ok) setTried(answer.value)
    else setTrouble(sayFault(answer.fault))
  }
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy() !== '') return
    begin('save')
    const answer = await saveMailbox(props.queue.slug, wanted())
    setBusy('')
    if (!answer.ok) return setTrouble(sayFault(answer.fault))
    desk.say(deskWords.mailbox.saved(props.queue.name))
    props.onDone()
  }
  const remove = async () => {
    if (busy() !== '') return
    begin('save')
    const answer = await removeMailbox(props.queue.slug)
    setBusy('')
    if (!answer.ok) return setTrouble(sayFault(answer.fault))
    desk.say(deskWords.mailbox.removed(props.queue.name))
    props.onDone()
  }

  return (
    <Dialog
      title={deskWords.mailbox.titleOf(props.queue.name)}
      class="mailbox-dialog"
      onClose={() => props.onClose()}
    >
      <form class="mailbox-form" onSubmit={(event) => void save(event)}>
        <p class="muted">{deskWords.mailbox.about(props.queue.address)}</p>
        <label class="check">
          <input
            type="checkbox"
            checked={form.isOn}
            onChange={(event) => setForm('isOn', event.currentTarget.checked)}
          />
          {deskWords.mailbox.isOn}
        </label>
        <div class="mailbox-fields">
          <label class="field is-wide">
            <span>{deskWords.mailbox.host}</span>
            <input
              required
              maxlength={253}
              autocomplete="off"
              placeholder="imap.example.org"
              value={form.host}
              onInput={(event) => setForm('host', event.currentTarget.value)}
            />
          </label>
          <label class="field">
            <span>{deskWords.mailbox.security}</span>
            <select
              onChange={(event) => {
                const security = MAILBOX_SECURITY.find((one) => one === event.currentTarget.value)
                if (security) setForm({ security, port: PORTS[security] })
              }}
            >
              <For each={MAILBOX_SECURITY}>
                {(one) => (
                  <option value={one} selected={form.security === one}>
                    {deskWords.mailbox.securities[one]}
                  </option>
                )}
              </For>
            </select>
          </label>
          <label class="field">
            <span>{deskWords.mailbox.port}</span>
            <input
              type="number"
              required
              min={1}
              max={65_535}
              value={form.port}
              onInput={(event) => setForm('port', event.currentTarget.valueAsNumber || 0)}
            />
          </label>
          <label class="field is-wide">
            <span>{deskWords.mailbox.user}</span>
            <input
              required
              maxlength={320}
              autocomplete="off"
              value={form.user}
              onInput={(event) => setForm('user', event.currentTarget.value)}
            />
          </label>
          <label class="field is-wide">
            <span>{deskWords.mailbox.password}</span>
            <input
              type="password"
              autocomplete="new-password"
              maxlength={1_000}
              value={password()}
              onInput={(event) => setPassword(event.currentTarget.value)}
            />
            <small>
              {isKept() ? deskWords.mailbox.passwordKept : deskWords.mailbox.passwordHint}
            </small>
          </label>
          <label class="field is-wide">
            <span>{deskWords.mailbox.folder}</span>
            <input
              required
              maxlength={250}
              value={form.folder}
              onInput={(event) => setForm('folder', event.currentTarget.value)}
            />
          </label>
          <label class="field is-wide">
            <span>{deskWords.mailbox.after}</span>
            <select
              onChange={(event) => {
                const after = MAILBOX_AFTER.find((one) => one === event.currentTarget.value)
                if (after) setForm('after', after)
              }}
            >
              <For each={MAILBOX_AFTER}>
                {(one) => (
                  <option value={one} selected={form.after === one}>
                    {deskWords.mailbox.afters[one]}
                  </option>
                )}
              </For>
            </select>
          </label>
          <Show when={form.after === 'move'}>
            <label class="field is-wide">
              <span>{deskWords.mailbox.moveTo}</span>
              <input
                required
                maxlength={250}
                value={form.moveTo ?? ''}
                onInput={(event) => setForm('moveTo', event.currentTarget.value)}
              />
            </label>
          </Show>
          <label class="field is-wide">
            <span>{deskWords.mailbox.since}</span>
            <input
              type="number"
              required
              min={0}
              max={LIMITS.mailboxDaysMax}
              value={form.sinceDays}
              onInput={(event) => setForm('sinceDays', event.currentTarget.valueAsNumber || 0)}
            />
            <small>{deskWords.mailbox.sinceHint}</small>
          </label>
          <label class="field is-wide">
            <span>{deskWords.mailbox.authservs}</span>
            <input
              maxlength={1_000}
              placeholder="mx.example.org"
              value={form.authservs.join(', ')}
              onChange={(event) => setForm('authservs', namesIn(event.currentTarget.value))}
            />
            <small>{deskWords.mailbox.authservsHint}</small>
          </label>
        </div>
        <div role="status" aria-live="polite">
          <Show when={busy() === 'test'}>
            <p class="page-note">{deskWords.mailbox.testing}</p>
          </Show>
          <Show when={tried()}>{(answer) => <TrialWords answer={answer()} />}</Show>
        </div>
        <Show when={trouble()}>
          <p class="page-trouble" role="alert">
            {trouble()}
          </p>
        </Show>
        <div class="button-row">
          <button type="submit" class="button is-primary" disabled={busy() !== ''}>
            {deskWords.mailbox.save}
          </button>
          <button
            type="button"
            class="button"
            disabled={busy() !== ''}
            onClick={(event) => void test(event.currentTarget.form)}
          >
            {deskWords.mailbox.test}
          </button>
          <Show when={props.box}>
            <button
              type="button"
              class="button"
              disabled={busy() !== ''}
              onClick={() => void remove()}
            >
              {deskWords.mailbox.remove}
            </button>
          </Show>
        </div>
      </form>
    </Dialog>
  )
}

function TrialWords(props: { answer: TrialAnswer }) {
  return (
    <Show
      when={props.answer.code}
      fallback={
        <p class="mailbox-good">
          {deskWords.mailbox.good(props.answer.messages)}
          <Show when={!props.answer.hasIdle}> {deskWords.mailbox.noIdle}</Show>
        </p>
      }
    >
      {(code) => (
        <p class="page-trouble">
          {FAULTS[code()].title} {deskWords.mailbox.whatToDo[code()]}
          <Show when={props.answer.detail}>
            {(detail) => (
              <>
                {' '}
                <q dir="auto">{detail()}</q>
              </>
            )}
          </Show>
        </p>
      )}
    </Show>
  )
}

const namesIn = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .filter((name) => name !== '')
    .slice(0, LIMITS.mailboxAuthservs)
