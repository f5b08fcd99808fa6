/**
 * The settings of one queue's mailbox: tried out by the gateway before or after they are kept. The password only goes in.
 * Not here: signing in by OAuth (mailbox-oauth), what came of a trial (mailbox-trial).
 */
import { createSignal, Show } from 'solid-js'
import { createStore, unwrap } from 'solid-js/store'
import type { Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import {
  MAILBOX_AFTER,
  MAILBOX_SECURITY,
  MAILBOX_SIGN_IN,
  type MailboxSettings,
  type OAuthClient,
  type TrialAnswer,
} from '../../shared/wire/mailbox.ts'
import { createAct } from '../state/create-act.ts'
import {
  removeMailbox,
  saveMailbox,
  tryMailbox,
  type Mailbox,
  type WantedMailbox,
} from '../state/mailboxes.ts'
import { useDesk } from '../state/replica-context.tsx'
import { mailSetupWords } from '../words/mail-setup.ts'
import { Dialog } from './dialog.tsx'
import { CheckBox, ChoiceField, Field, NumberField, TextField } from './field.tsx'
import { FormFoot } from './form-foot.tsx'
import { MailboxOAuth } from './mailbox-oauth.tsx'
import { MailboxTrial } from './mailbox-trial.tsx'
import { SureButton } from './sure-button.tsx'

const PORTS = { tls: 993, starttls: 143, none: 143 }
const BLANK: MailboxSettings = {
  isOn: true,
  host: '',
  port: PORTS.tls,
  security: 'tls',
  user: '',
  signIn: 'password',
  oauth: null,
  folder: 'INBOX',
  after: 'leave',
  moveTo: null,
  sinceDays: 0,
  authservs: [],
}

const NO_CLIENT: OAuthClient = { tokenUrl: '', clientId: '', scope: '' }

export function MailboxDialog(props: {
  queue: { slug: string; name: string; address: string | null }
  box: Mailbox | null
  onClose: () => void
  onDone: () => void
}) {
  const desk = useDesk()
  // oxlint-disable-next-line solid/reactivity -- what is typed here begins with what was there when it opened.
  const [form, setForm] = createStore<MailboxSettings>({ ...BLANK, ...props.box?.settings })
  // oxlint-disable-next-line solid/reactivity -- the same.
  const [client, setClient] = createStore<OAuthClient>({
    ...NO_CLIENT,
    ...props.box?.settings.oauth,
  })
  const [password, setPassword] = createSignal('')
  const [clientSecret, setClientSecret] = createSignal('')
  const [refreshToken, setRefreshToken] = createSignal('')
  const act = createAct()
  const [isTesting, setTesting] = createSignal(false)
  const [tried, setTried] = createSignal<TrialAnswer | null>(null)

  const wanted = (): WantedMailbox => ({
    settings: {
      ...unwrap(form),
      oauth: form.signIn === 'password' ? null : unwrap(client),
      moveTo: form.after === 'move' ? form.moveTo : null,
    },
    password: password() || null,
    clientSecret: clientSecret().trim() || null,
    refreshToken: refreshToken().trim() || null,
  })
  const isSameAccount = () => {
    const known = props.box?.settings
    return (
      known !== undefined &&
      known.host === form.host.trim().toLowerCase() &&
      known.port === form.port &&
      known.security === form.security &&
      known.user === form.user.trim() &&
      known.signIn === form.signIn &&
      (form.signIn === 'password' ||
        (known.oauth?.tokenUrl === client.tokenUrl.trim() &&
          known.oauth.clientId === client.clientId.trim()))
    )
  }
  const isKept = () => props.box?.hasPassword === true && isSameAccount()

  const test = async (element: HTMLFormElement | null) => {
    if (act.isBusy() || !element?.reportValidity()) return
    setTried(null)
    setTesting(true)
    await act.run(() => tryMailbox(props.queue.slug, wanted()), setTried)
    setTesting(false)
  }
  const finish = (work: () => Promise<Result<object>>, done: string) => {
    setTried(null)
    void act.run(work, () => {
      desk.say(done)
      props.onDone()
    })
  }
  const save = () =>
    finish(
      () => saveMailbox(props.queue.slug, wanted()),
      mailSetupWords.mailbox.saved({ queue: props.queue.name }),
    )
  const remove = () =>
    finish(
      () => removeMailbox(props.queue.slug),
      mailSetupWords.mailbox.removed({ queue: props.queue.name }),
    )

  return (
    <Dialog
      title={mailSetupWords.mailbox.titleOf({ queue: props.queue.name })}
      class="mailbox-dialog"
      onClose={() => props.onClose()}
    >
      <form
        class="mailbox-form"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <p class="muted">
          {props.queue.address === null
            ? mailSetupWords.mailbox.aboutLater
            : mailSetupWords.mailbox.about({ address: props.queue.address })}
        </p>
        <CheckBox
          label={mailSetupWords.mailbox.isOn}
          isOn={form.isOn}
          onChange={(isOn) => setForm('isOn', isOn)}
        />
        <div class="mailbox-fields">
          <TextField
            label={mailSetupWords.mailbox.host}
            required
            maxlength={253}
            autocomplete="off"
            placeholder="imap.example.org"
            value={form.host}
            onType={(host) => setForm({ host })}
          />
          <ChoiceField
            label={mailSetupWords.mailbox.security}
            class="is-half"
            choices={MAILBOX_SECURITY}
            chosen={form.security}
            say={(one) => mailSetupWords.mailbox.securities[one]}
            onChoose={(security) => {
              // A port that somebody typed stays.
              const port = form.port === PORTS[form.security] ? PORTS[security] : form.port
              setForm({ security, port })
            }}
          />
          <NumberField
            label={mailSetupWords.mailbox.port}
            class="is-half"
            min={1}
            max={65_535}
            value={form.port}
            onType={(port) => setForm({ port })}
          />
          <TextField
            label={mailSetupWords.mailbox.user}
            required
            maxlength={320}
            autocomplete="off"
            value={form.user}
            onType={(user) => setForm({ user })}
          />
          <ChoiceField
            label={mailSetupWords.mailbox.signIn}
            choices={MAILBOX_SIGN_IN}
            chosen={form.signIn}
            say={(one) => mailSetupWords.mailbox.signIns[one]}
            onChoose={(signIn) => setForm({ signIn })}
          />
          <Show
            when={form.signIn !== 'password' && form.signIn}
            fallback={
              <TextField
                label={mailSetupWords.mailbox.password}
                hint={
                  isKept()
                    ? mailSetupWords.mailbox.passwordKept
                    : mailSetupWords.mailbox.passwordHint
                }
                type="password"
                autocomplete="new-password"
                maxlength={1_000}
                value={password()}
                onType={setPassword}
              />
            }
          >
            {(signIn) => (
              <MailboxOAuth
                signIn={signIn()}
                client={client}
                secret={clientSecret()}
                token={refreshToken()}
                isKept={isKept()}
                onClient={setClient}
                onSecret={setClientSecret}
                onToken={setRefreshToken}
              />
            )}
          </Show>
          <TextField
            label={mailSetupWords.mailbox.folder}
            required
            maxlength={250}
            value={form.folder}
            onType={(folder) => setForm({ folder })}
          />
          <ChoiceField
            label={mailSetupWords.mailbox.after}
            choices={MAILBOX_AFTER}
            chosen={form.after}
            say={(one) => mailSetupWords.mailbox.afters[one]}
            onChoose={(after) => setForm({ after })}
          />
          <Show when={form.after === 'move'}>
            <TextField
              label={mailSetupWords.mailbox.moveTo}
              required
              maxlength={250}
              value={form.moveTo ?? ''}
              onType={(moveTo) => setForm({ moveTo })}
            />
          </Show>
          <NumberField
            label={mailSetupWords.mailbox.since}
            hint={mailSetupWords.mailbox.sinceHint}
            min={0}
            max={LIMITS.mailboxDaysMax}
            value={form.sinceDays}
            onType={(sinceDays) => setForm({ sinceDays })}
          />
          <Field
            label={mailSetupWords.mailbox.authservs}
            hint={mailSetupWords.mailbox.authservsHint}
          >
            <input
              maxlength={1_000}
              placeholder="mx.example.org"
              value={form.authservs.join(', ')}
              onChange={(event) => setForm('authservs', namesIn(event.currentTarget.value))}
            />
          </Field>
        </div>
        <FormFoot
          act={act}
          submit={mailSetupWords.mailbox.save}
          news={
            <div role="status" aria-live="polite">
              <Show when={isTesting()}>
                <p class="page-note">{mailSetupWords.mailbox.testing}</p>
              </Show>
              <Show when={tried()}>{(answer) => <MailboxTrial answer={answer()} />}</Show>
            </div>
          }
        >
          <button
            type="button"
            class="button"
            aria-disabled={act.isBusy()}
            onClick={(event) => void test(event.currentTarget.form)}
          >
            {mailSetupWords.mailbox.test}
          </button>
          <Show when={props.box}>
            <SureButton
              text={mailSetupWords.mailbox.remove}
              ask={mailSetupWords.mailbox.removeSure}
              isBusy={act.isBusy()}
              onSure={remove}
            />
          </Show>
        </FormFoot>
      </form>
    </Dialog>
  )
}

const namesIn = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .filter((name) => name !== '')
    .slice(0, LIMITS.mailboxAuthservs)
