/** Settings: one's own first; for admins the desk's queues, people and mail; for leads the mail that is held. */
import { A, useParams } from '@solidjs/router'
import { createEffect, createSignal, For, Match, on, lazy, onMount, Show, Switch } from 'solid-js'
import { ROLES } from '../../shared/ticket/ticket-rules.ts'
import { Avatar } from '../parts/avatar.tsx'
import { CheckBox } from '../parts/field.tsx'
import { HeldMail } from '../parts/held-mail.tsx'
import { MacroSettings } from '../parts/macro-settings.tsx'
import { KeySettings } from '../parts/key-settings.tsx'
import { LanguageChoice } from '../parts/language-choice.tsx'
import { MailDomainSettings } from '../parts/mail-domains.tsx'
import { MailboxSettings } from '../parts/mailbox-settings.tsx'
import { MoveSettings } from '../parts/move-settings.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { PeopleSettings } from '../parts/people-settings.tsx'
import { QueueSettings } from '../parts/queue-settings.tsx'
import { SentMail } from '../parts/sent-mail.tsx'
import { SessionSettings } from '../parts/session-settings.tsx'
import { DENSITIES, prefer, preferences, THEMES } from '../state/preferences.ts'
import { useDesk } from '../state/replica-context.tsx'
import { deskWords } from '../words/desk.ts'
import { macroWords } from '../words/macro.ts'
import { keySettingWords } from '../words/key-setting.ts'
import { mailSetupWords } from '../words/mail-setup.ts'
import { pushWords } from '../words/push.ts'
import { slaWords } from '../words/sla.ts'
import { useShell } from './shell.tsx'

const SlaSettings = lazy(() =>
  import('../parts/sla-settings.tsx').then((m) => ({ default: m.SlaSettings })),
)

const PushSettings = lazy(() =>
  import('../parts/push-settings.tsx').then((m) => ({ default: m.PushSettings })),
)

/** `for`: the least that sees it. */
const SECTIONS = [
  { id: 'notifications', name: pushWords.title, for: 'agent' },
  { id: 'keys', name: keySettingWords.title, for: 'agent' },
  { id: 'macros', name: macroWords.title, for: 'agent' },
  { id: 'devices', name: deskWords.sessions.title, for: 'agent' },
  { id: 'queues', name: deskWords.settings.queues, for: 'admin' },
  { id: 'promises', name: slaWords.title, for: 'admin' },
  { id: 'people', name: deskWords.settings.people, for: 'admin' },
  { id: 'mailboxes', name: mailSetupWords.mailbox.title, for: 'admin' },
  { id: 'moves', name: mailSetupWords.move.title, for: 'admin' },
  { id: 'domains', name: deskWords.settings.domains, for: 'admin' },
  { id: 'sent', name: deskWords.settings.sent, for: 'admin' },
  { id: 'held', name: deskWords.settings.held, for: 'lead' },
] as const

export function SettingsScreen() {
  const desk = useDesk()
  const shell = useShell()
  const params = useParams()
  const sections = () => {
    const rank = ROLES.indexOf(desk.info().me.role)
    return SECTIONS.filter((one) => ROLES.indexOf(one.for) <= rank)
  }
  const section = () => sections().find(({ id }) => id === params['section'])?.id ?? 'profile'
  let nav: HTMLElement | undefined
  onMount(() => {
    document.title = deskWords.settings.title
  })
  // In a narrow window the sections scroll sideways, and the shown one may be outside.
  createEffect(
    on(section, () =>
      nav?.querySelector('.is-current')?.scrollIntoView({ block: 'nearest', inline: 'center' }),
    ),
  )
  return (
    <main class="page" id="main">
      <PageHead title={deskWords.settings.title} onMenu={shell.toggleNav} />
      <div class="settings-grid">
        <nav ref={nav} class="settings-nav" aria-label={deskWords.settings.title}>
          <A
            class="nav-item"
            classList={{ 'is-current': section() === 'profile' }}
            href="/settings"
          >
            {deskWords.settings.profile}
          </A>
          <For each={sections()}>
            {(one) => (
              <A
                class="nav-item"
                classList={{ 'is-current': section() === one.id }}
                href={`/settings/${one.id}`}
              >
                {one.name}
              </A>
            )}
          </For>
        </nav>
        <Switch fallback={<OwnSettings />}>
          <Match when={section() === 'keys'}>
            <KeySettings />
          </Match>
          <Match when={section() === 'notifications'}>
            <PushSettings />
          </Match>
          <Match when={section() === 'queues'}>
            <QueueSettings />
          </Match>
          <Match when={section() === 'macros'}>
            <MacroSettings />
          </Match>
          <Match when={section() === 'devices'}>
            <SessionSettings />
          </Match>
          <Match when={section() === 'promises'}>
            <SlaSettings />
          </Match>
          <Match when={section() === 'people'}>
            <PeopleSettings />
          </Match>
          <Match when={section() === 'mailboxes'}>
            <MailboxSettings />
          </Match>
          <Match when={section() === 'moves'}>
            <MoveSettings />
          </Match>
          <Match when={section() === 'domains'}>
            <MailDomainSettings />
          </Match>
          <Match when={section() === 'sent'}>
            <SentMail />
          </Match>
          <Match when={section() === 'held'}>
            <HeldMail />
          </Match>
        </Switch>
      </div>
    </main>
  )
}

function OwnSettings() {
  const desk = useDesk()
  const me = () => desk.info().me
  return (
    <section class="settings-section">
      <h2>{deskWords.settings.profile}</h2>
      <div class="profile">
        <Avatar id={me().id} name={me().name} size="l" isDecoration />
        <div>
          <strong dir="auto">{me().name}</strong>
          <span class="muted">
            {me().email} · {deskWords.settings.role[me().role]}
          </span>
        </div>
      </div>
      <Choice
        title={deskWords.settings.theme}
        name="theme"
        options={THEMES.map((id) => ({ id, label: deskWords.settings.themes[id] }))}
        value={preferences().theme}
        onPick={(theme) => prefer({ theme })}
      />
      <Choice
        title={deskWords.settings.density}
        name="density"
        options={DENSITIES.map((id) => ({ id, label: deskWords.settings.densities[id] }))}
        value={preferences().density}
        onPick={(density) => prefer({ density })}
      />
      <LanguageChoice onChosen={() => location.reload()} />
      <div class="setting">
        <h3>{deskWords.settings.keys}</h3>
        <CheckBox
          label={deskWords.settings.singleKeys}
          isOn={preferences().isSingleKeysOn}
          onChange={(isOn) => prefer({ isSingleKeysOn: isOn })}
        />
        <p>{deskWords.settings.singleKeysHint}</p>
        <div class="button-row">
          <button type="button" class="button" onClick={() => desk.commands.run('cheat-sheet')}>
            {deskWords.settings.showKeys}
          </button>
          <A class="button" href="/settings/keys">
            {keySettingWords.toPage}
          </A>
        </div>
      </div>
      <div class="setting">
        <h3>{deskWords.settings.undo}</h3>
        <p>{deskWords.settings.undoInfo({ seconds: desk.info().undoSeconds })}</p>
      </div>
      <SignOut />
    </section>
  )
}

function Choice<T extends string>(props: {
  title: string
  name: string
  options: readonly { id: T; label: string }[]
  value: T
  onPick: (id: T) => void
}) {
  return (
    <div class="setting" role="radiogroup" aria-label={props.title}>
      <h3>{props.title}</h3>
      <div class="segments">
        <For each={props.options}>
          {(option) => (
            <label>
              <input
                type="radio"
                name={props.name}
                checked={props.value === option.id}
                onChange={() => props.onPick(option.id)}
              />
              {option.label}
            </label>
          )}
        </For>
      </div>
    </div>
  )
}

/** What would be lost is said before anything is removed. */
function SignOut() {
  const desk = useDesk()
  const [isBusy, setBusy] = createSignal(false)
  const unsentCount = () => {
    const { waiting, refused, words: drafted } = desk.sync.status()
    return waiting + refused + drafted
  }
  const signOut = async () => {
    setBusy(true)
    await desk.replica.signOut()
  }
  return (
    <div class="setting">
      <h3>{deskWords.settings.signOut}</h3>
      <p>{deskWords.settings.signOutHint}</p>
      <Show when={unsentCount() > 0}>
        <p class="page-trouble">{deskWords.settings.signOutUnsent({ n: unsentCount() })}</p>
      </Show>
      <button type="button" class="button" disabled={isBusy()} onClick={() => void signOut()}>
        {unsentCount() > 0 ? deskWords.settings.signOutAnyway : deskWords.settings.signOut}
      </button>
    </div>
  )
}
