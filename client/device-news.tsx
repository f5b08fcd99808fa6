/**
 * What the app has to do with the device around it, once the list is there: the number on its icon, push messages that
 * need not come, notifications that were clicked, what was shared with it or opened with it, the macros it keeps, and the line
 * above it when the desk's mail is in trouble. Lazy.
 */
import { createEffect, createRoot, createSignal, lazy, Show, Suspense } from 'solid-js'
import { render } from 'solid-js/web'
import { parseWith, v } from '../shared/kit/schema.ts'
import { LIMITS } from '../shared/kit/limits.ts'
import type { MailTrouble } from '../shared/wire/mail-trouble.ts'
import { PushState } from '../shared/wire/push.ts'
import { callApi, Empty } from './state/api.ts'
import { parseDeskLink, parseMailto } from './state/app-links.ts'
import { watchFiles } from './state/file-news.ts'
import { watchMacros } from './state/macros.ts'
import { watchMail } from './state/mail-trouble.ts'
import { countUnread, justSeen } from './state/my-unread.ts'
import { currentTarget, unsubscribe } from './state/push-browser.ts'
import { DeskProvider, type Desk } from './state/replica-context.tsx'
import { chosenLocale, locale } from './words/read-words.ts'
import { keepShared, listShared, type Shared } from './worker/shared-store.ts'

const SharedDialog = lazy(() =>
  import('./parts/shared-dialog.tsx').then((m) => ({ default: m.SharedDialog })),
)
const MailBar = lazy(() => import('./parts/mail-bar.tsx').then((m) => ({ default: m.MailBar })))
const Opened = v.object({
  type: v.literal('OPEN'),
  path: v.pipe(v.string(), v.startsWith('/app/')),
})

/** Counting goes through all rows: not with every key, but soon after. */
const COUNT_MS = 1_000

export function watchDevice(desk: Desk): void {
  createRoot(() => {
    const tell = watchSeen(desk)
    watchBadge(desk, tell)
  })
  void keepPush()
  // Without storage nothing is kept of what was told, so nothing is.
  tellLanguage(desk.replica.me.id).catch(() => {})
  listenForClicks()
  void watchFiles(desk)
  watchMacros(desk.replica)
  showMailTrouble(desk)
  void takeIn(desk)
}

/** Without starting anew: what is being written stays. */
function goTo(path: string): void {
  history.pushState({}, '', path)
  dispatchEvent(new PopStateEvent('popstate', { state: {} }))
}

function listenForClicks(): void {
  navigator.serviceWorker?.addEventListener('message', ({ data, ports }) => {
    const opened = parseWith(Opened, data)
    if (!opened.ok) return
    goTo(opened.value.path)
    ports[0]?.postMessage('opened')
  })
}

/** The number on the icon (PU12). @param tell  the server goes on counting from it while the app is closed */
function watchBadge(desk: Desk, tell: (unread: number) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const count = () => {
    const unread = countUnread(desk.replica.rows(), desk.replica)
    if (unread > 0) void navigator.setAppBadge?.(unread).catch(() => {})
    else void navigator.clearAppBadge?.().catch(() => {})
    tell(unread)
  }
  createEffect(() => {
    const [first] = desk.rows.all()
    // Follows what was seen, as counting in a timer cannot.
    if (first) desk.rows.isUnread(first)
    clearTimeout(timer)
    timer = setTimeout(count, COUNT_MS)
  })
}

/** Whether this browser is told anything: only then the server need hear what it shows. */
let isTold = false

/** What is shown here at once needs no message (PU7). */
function watchSeen(desk: Desk): (unread: number) => void {
  const said = new Set<string>()
  let saidUnread: number | null = null
  return (unread) => {
    if (!isTold) return
    const seen = justSeen(desk.replica.rows(), desk.replica).filter(
      ({ ticket, message }) => !said.has(`${ticket} ${message}`),
    )
    if (seen.length === 0 && unread === saidUnread) return
    for (const { ticket, message } of seen) said.add(`${ticket} ${message}`)
    saidUnread = unread
    const body = { seen: seen.slice(0, LIMITS.pushSeenAtOnce), unread }
    void callApi('POST', '/api/push/seen', Empty, body)
  }
}

/** The subscription may have another address than the server knows, or be of somebody who has signed out since. */
async function keepPush(): Promise<void> {
  const target = await currentTarget()
  if (!target) return
  const state = await callApi('GET', '/api/push', PushState)
  if (!state.ok) return
  const { wishes } = state.value
  isTold = wishes !== null
  if (wishes) await callApi('PUT', '/api/push', Empty, { ...target, ...wishes, language: locale })
  else await unsubscribe()
}

/** What this device last told the server of: whose, and which. */
const TOLD_KEY = 'deskside.language-told'

/** Mails to somebody are in the language they use the app in: said when it is another one than this device said last. */
async function tellLanguage(person: string): Promise<void> {
  const now = `${person} ${locale}`
  const told = localStorage.getItem(TOLD_KEY) ?? ''
  if (told === now) return
  // The first time, what a browser asks for is no choice: another device may have told one.
  const isGuess = chosenLocale() === null && !told.startsWith(`${person} `)
  const answer = await callApi('PUT', '/api/me/language', Empty, { language: locale, isGuess })
  if (answer.ok) localStorage.setItem(TOLD_KEY, now)
}

/** Of this start of the page: what its address asked for. The router may have changed it since. */
function askedFor(): URLSearchParams {
  const [start] = performance.getEntriesByType('navigation')
  return new URL(start?.name ?? location.href, location.origin).searchParams
}

async function takeIn(desk: Desk): Promise<void> {
  const asked = askedFor()
  const [mailto, link, shared] = ['mailto', 'link', 'shared'].map((name) => asked.get(name))
  // Done once: the page may be loaded again.
  if (mailto ?? link ?? shared) history.replaceState({}, '', '/app/v/inbox')
  const mail = mailto ? parseMailto(mailto) : null
  if (mail) {
    const { beginTicket } = await import('./state/begin-ticket.ts')
    const { to, cc, subject, body } = mail
    const queue = desk.info().queues[0]?.slug ?? ''
    const beginning = { as: 'mail', email: to, subject, words: body, cc } as const
    if (beginTicket(desk.replica.me.id, beginning, { queue })) desk.commands.run('new-ticket')
  }
  if (link) await openLink(desk, link)
  if (shared === 'lost') desk.say((await import('./words/push.ts')).pushWords.share.lost)
  await showShared(desk)
  window.launchQueue?.setConsumer(({ files }) => {
    void takeFiles(desk, files ?? [])
  })
}

/** Above the app, whatever screen is open: the place is there from the start, so that screen readers hear what comes into it. */
function showMailTrouble(desk: Desk): void {
  const [trouble, setTrouble] = createSignal<MailTrouble | null>(null)
  const watch = watchMail(setTrouble)
  const host = document.createElement('div')
  host.className = 'mail-bar-place'
  host.setAttribute('role', 'status')
  document.body.prepend(host)
  render(
    () => (
      <Suspense>
        <Show when={trouble()}>
          {(shown) => (
            <MailBar
              trouble={shown()}
              now={desk.clock.minute()}
              sentMail={desk.info().me.role === 'admin' ? '/app/settings/sent' : null}
              onHide={(kind) => watch.hide(kind)}
              onGo={goTo}
            />
          )}
        </Show>
      </Suspense>
    ),
    host,
  )
}

async function openLink(desk: Desk, link: string): Promise<void> {
  const wanted = parseDeskLink(link)
  const row =
    wanted &&
    ('id' in wanted
      ? desk.replica.row(wanted.id)
      : desk.replica.rows().find(({ number }) => number === wanted.number))
  if (row) goTo(`/app/v/all/t/${row.id}`)
  else desk.say((await import('./words/push.ts')).pushWords.noTicket)
}

/** Mails that were opened with the app: each is kept before anything is made of it. */
async function takeFiles(
  desk: Desk,
  handles: readonly { getFile(): Promise<File> }[],
): Promise<void> {
  const { readMailFile } = await import('./state/mail-file.ts')
  const { beginTicket } = await import('./state/begin-ticket.ts')
  const { pushWords } = await import('./words/push.ts')
  for (const handle of handles) {
    const file = await handle.getFile()
    const mail = readMailFile(new Uint8Array(await file.arrayBuffer()))
    if (!mail) {
      desk.say(pushWords.mail.unread({ name: file.name }))
      continue
    }
    const queue = desk.info().queues[0]?.slug ?? ''
    const { name, address, subject, date, text } = mail
    const from = name === '' ? address : `${name} <${address}>`
    const lead = date === '' ? pushWords.mail.from({ from }) : pushWords.mail.fromAt({ from, date })
    const words = `${lead}\n\n${text}`
    // Several are begun one after the other; the first is on screen, the others wait as what was shared.
    if (handle === handles[0]) {
      const beginning = { as: 'note', email: address, name, subject, words } as const
      if (beginTicket(desk.replica.me.id, beginning, { queue })) desk.commands.run('new-ticket')
    } else {
      const shared = { id: crypto.randomUUID(), at: Date.now(), title: subject, text: words }
      await keepShared({ ...shared, url: '', files: [file] }).catch(() =>
        desk.say(pushWords.share.fileNotKept({ name: file.name })),
      )
    }
  }
}

async function showShared(desk: Desk): Promise<void> {
  const waiting = await listShared()
  if (waiting.length === 0) return
  const [list, setList] = createSignal<readonly Shared[]>(waiting)
  const host = document.createElement('div')
  document.body.append(host)
  render(
    () => (
      <DeskProvider desk={desk}>
        <Suspense>
          <Show when={list()[0]} keyed>
            {(shared) => (
              <SharedDialog
                shared={shared}
                more={list().length - 1}
                onDone={(next) => {
                  setList(next ? [] : list().slice(1))
                  if (next?.open) goTo(`/app/v/all/t/${next.open}`)
                  if (next) runSoon(desk, next.command)
                }}
              />
            )}
          </Show>
        </Suspense>
      </DeskProvider>
    ),
    host,
  )
}

/** The screen that knows the command may be on its way. */
function runSoon(desk: Desk, command: 'new-ticket' | 'note', tries = 50): void {
  if (desk.commands.run(command) || tries === 0) return
  setTimeout(() => runSoon(desk, command, tries - 1), 50)
}

declare global {
  // Chromium alone (Web App Launch Handler).
  interface Window {
    launchQueue?: {
      setConsumer(take: (params: { files?: readonly { getFile(): Promise<File> }[] }) => void): void
    }
  }
}
