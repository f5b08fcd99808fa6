/** The open ticket: head, thread, composer and side panel, wired to the replica. */
import {
  createEffect,
  createMemo,
  createSignal,
  lazy,
  Match,
  on,
  onCleanup,
  Show,
  Suspense,
  Switch,
} from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import { didNotArrive, endOfMerges, isBeingAnswered } from '../../shared/ticket/row.ts'
import { mayRemove } from '../../shared/ticket/ticket-rules.ts'
import { mentionMark, mentionOf } from '../replica/mention-mark.ts'
import { createPresence } from '../state/create-presence.ts'
import { createSheet } from '../state/create-sheet.ts'
import { createTicket } from '../state/create-ticket.ts'
import { preferences, prefer } from '../state/preferences.ts'
import { useDesk } from '../state/replica-context.tsx'
import { baseOf, lastSettledId, newerThan } from '../state/thread.ts'
import { words } from '../words/first.ts'
import { ticketWords } from '../words/ticket.ts'
import { Composer, type ComposerKind } from './composer.tsx'
import { createDropPlace } from './drop-files.ts'
import type { FieldKind } from './field-menu.tsx'
import { GoneTicket } from './gone-ticket.tsx'
import { Icon } from './icon.tsx'
import { MergedLine } from './merged-line.tsx'
import { SpamLine } from './spam-line.tsx'
import { SendGuard } from './send-guard.tsx'
import { Thread } from './thread.tsx'
import type { TicketDialog } from './ticket-dialogs.tsx'
import { TicketHeader } from './ticket-header.tsx'

const loadDialogs = () => import('./ticket-dialogs.tsx')
const NotArrivedLine = lazy(() =>
  import('./not-arrived-line.tsx').then((m) => ({ default: m.NotArrivedLine })),
)
const SidePanel = lazy(() => import('./side-panel.tsx').then((m) => ({ default: m.SidePanel })))
const DetailsSheet = lazy(() =>
  import('./details-sheet.tsx').then((m) => ({ default: m.DetailsSheet })),
)
const TicketDialogs = lazy(() => loadDialogs().then((m) => ({ default: m.TicketDialogs })))

/** From this width the side panel stands beside the thread (styles/ticket.css). */
const BESIDE_PX = 760

/** How soon a key counts as pressed again. */
const COPY_AGAIN_MS = 1_000

export function TicketPane(props: {
  id: string
  onBack: () => void
  onStep: (step: 1 | -1) => void
  /** Of this ticket alone, whatever else is chosen in the list. */
  onSpam: (id: string) => void
  onOpen: (id: string) => void
  onField: (kind: FieldKind, anchor: DOMRect) => void
  onSync: () => void
}) {
  const desk = useDesk()
  const id = () => props.id
  const row = createMemo(() => desk.rows.byId(props.id))
  const { state, ticket } = createTicket(desk, id)
  const presence = createPresence(desk, id)
  const [kind, setKind] = createSignal<ComposerKind | null>(null)
  const [dialog, setDialog] = createSignal<TicketDialog | null>(null)
  const [messageAt, setMessageAt] = createSignal<string | null>(null)
  /** Set by `u`: this ticket stays unread until it is opened again. */
  const [isKeptUnread, setKeptUnread] = createSignal(false)
  /** The composer opens with the ticket that a reply goes on in. */
  let isGoingOn = false
  /** A key was quicker than the thread: what that shows first is what was looked at. */
  let isBegunUnread = false
  createEffect(
    on(id, () => {
      setKind(isGoingOn ? 'reply' : null)
      setDropped([])
      isBegunUnread = isGoingOn
      isGoingOn = false
      setKeptUnread(false)
    }),
  )
  /** Where a ticket that was merged goes on. */
  const mergedInto = createMemo(() => endOfMerges(row(), desk.rows.byId))
  const waitingHere = createMemo(() =>
    desk.sync.waiting().filter((item) => item.ticket === props.id),
  )
  const unsent = createMemo(() =>
    waitingHere().filter(
      (item) =>
        item.state === 'waiting' &&
        item.kind === 'reply' &&
        // The feed may bring the reply before the answer to its push is heard.
        !(item.message !== null && item.message in (ticket.value?.delivery ?? {})),
    ),
  )
  const refused = createMemo(() => waitingHere().filter((item) => item.state === 'refused'))
  const hasDraftOn = (ticketId: string) => {
    desk.rows.all()
    const other = desk.rows.byId(ticketId)
    return (
      desk.replica.draftTickets().includes(ticketId) ||
      (other !== undefined && isBeingAnswered(other))
    )
  }
  const hasDraft = createMemo(() => hasDraftOn(props.id))
  /** Null: the person themselves, or nobody has said who. */
  const begunBy = () => {
    const [first] = row()?.draftBy ?? []
    return first === undefined || first === desk.replica.me.id ? null : desk.nameOf(first)
  }
  const seen = createMemo(() => {
    const about = row()
    const marked = desk.replica.seen(props.id)
    const said = about && !desk.rows.isUnread(about) ? (marked ?? about.lastId) : marked
    return ticket.value ? baseOf(ticket.value, desk.replica.me.id, said) : said
  })
  /** The words of the requester, and of the note that mentions me. Null: unread again. */
  const see = async (messageId: string | null) => {
    const id = props.id
    const asked = mentionOf(row(), desk.replica.me)
    await desk.rows.markSeen(id, messageId)
    if (asked !== undefined) await desk.rows.markSeen(mentionMark(id), messageId && asked)
  }
  /** Who begins to answer has looked at the thread as it stands; what comes later must be seen first. */
  const compose = (wanted: ComposerKind | null) => {
    if (row()?.mergedInto !== undefined) return
    setKind(wanted)
    isBegunUnread = wanted === 'reply' && !ticket.value
    if (wanted === 'reply') lookedAt()
  }
  const lookedAt = () => {
    if (!ticket.value || isKeptUnread()) return
    isBegunUnread = false
    void desk.rows.markSeen(props.id, lastSettledId(ticket.value, desk.replica.me.id))
  }
  createEffect(on([id, () => ticket.value !== null], () => isBegunUnread && lookedAt()))
  /** Pressed again within a moment: the address, then both with the subject. */
  let copied = { id: '', at: 0, times: 0 }
  const copyNumber = () => {
    const about = row()
    if (!about) return
    const now = performance.now()
    const isAgain = copied.id === about.id && now - copied.at < COPY_AGAIN_MS
    copied = { id: about.id, at: now, times: isAgain ? (copied.times + 1) % 3 : 0 }
    const { head } = ticketWords
    const number = `#${about.number}`
    const link = `${location.origin}/app/t/${about.id}`
    const text = [number, link, `${number} ${about.subject}\n${link}`][copied.times] ?? number
    const said = [head.copied.number, head.copied.address, head.copied.all][copied.times]
    void navigator.clipboard
      .writeText(text)
      .then(() => desk.say((said ?? head.copied.number)({ n: about.number })))
  }
  /** A merge can be taken back for a while; whether for so long, the server knows. */
  const isApartable = () => {
    const at = ticket.value?.messages.at(-1)?.at ?? 0
    return row()?.mergedInto !== undefined && at + LIMITS.unmergeMs > desk.clock.minute()
  }
  const takeApart = () => {
    const about = row()
    if (about && isApartable())
      void import('../state/take-apart.ts').then((m) => m.takeApart(desk, about))
  }
  const [dropped, setDropped] = createSignal<readonly File[]>([])
  const place = createDropPlace({
    isWanted: () => row()?.mergedInto === undefined && ticket.value !== undefined,
    takesItself: '.composer-reply, .composer-note, dialog',
    onFiles(files) {
      setDropped(files)
      // Whoever writes for the team drops for the team.
      if (kind() !== 'note') compose('reply')
    },
  })
  const review = () => {
    setKind(null)
    const about = row()
    if (about) void desk.rows.markSeen(props.id, about.lastId)
    document
      .querySelector('.thread [data-message]:last-of-type')
      ?.scrollIntoView({ block: 'center' })
  }

  /** Without a browser that measures there is room. */
  const [isBeside, setBeside] = createSignal(typeof ResizeObserver === 'undefined')
  const watchWidth = (pane: HTMLElement) => {
    if (typeof ResizeObserver === 'undefined') return
    const watch = new ResizeObserver(() => setBeside(pane.clientWidth >= BESIDE_PX))
    watch.observe(pane)
    onCleanup(() => watch.disconnect())
  }
  const details = createSheet('details')
  // It is of the ticket that it was opened on.
  createEffect(on(id, () => details.isOpen() && details.close(), { defer: true }))
  const toggleSide = () => {
    if (isBeside()) prefer({ isSideOpen: !preferences().isSideOpen })
    else if (details.isOpen()) details.close()
    else details.open()
  }

  // Here before the network goes.
  void loadDialogs().catch(() => {})

  const { bind } = desk.commands
  bind('reply', () => compose('reply'))
  bind('note', () => compose('note'))
  /** A merged ticket takes no change. */
  const show = (wanted: TicketDialog) => () => {
    if (row()?.mergedInto === undefined) setDialog(wanted)
  }
  bind('merge', show('merge'))
  bind('split', show('split'))
  bind('link', show('link'))
  bind('take-apart', takeApart)
  if (mayRemove(desk.info().me)) bind('delete', () => setDialog('delete'))
  bind('copy-number', copyNumber)
  bind('ticket-next', () => props.onStep(1))
  bind('ticket-previous', () => props.onStep(-1))
  bind('side-panel', toggleSide)
  bind('back', () => props.onBack())
  bind('watch', () => {
    const me = desk.replica.me.id
    const isWatching = ticket.value?.watchers.includes(me)
    void desk.act([props.id], { op: isWatching ? 'unwatch' : 'watch', person: me })
  })
  bind('unread', () => {
    setKeptUnread(true)
    void see(null)
    desk.say(words.did.unread({ n: row()?.number ?? 0 }))
  })

  return (
    <Show
      when={row()}
      fallback={
        <GoneTicket id={props.id} onOpenTicket={props.onOpen} onNext={() => props.onStep(1)} />
      }
    >
      {(about) => (
        <article
          class="ticket"
          ref={(pane) => {
            place.ref(pane)
            watchWidth(pane)
          }}
          aria-label={ticketWords.head.label({ n: about().number, subject: about().subject })}
        >
          <TicketHeader
            row={about()}
            present={presence.others()}
            isBeside={isBeside()}
            isSideOpen={preferences().isSideOpen}
            onField={props.onField}
            onSubject={(subject) => void desk.act([props.id], { op: 'set-subject', subject })}
            onBack={props.onBack}
            onStep={props.onStep}
            onCopyNumber={copyNumber}
            onSpam={() => props.onSpam(props.id)}
            onSync={props.onSync}
            onSide={toggleSide}
          />
          <Show when={place.isOver()}>
            <p class="reply-drop is-ticket" aria-hidden="true">
              <Icon name="clip" />{' '}
              {ticketWords.composer[kind() === 'note' ? 'dropToNote' : 'dropToReply']}
            </p>
          </Show>
          <div class="ticket-body" classList={{ 'has-side': preferences().isSideOpen }}>
            <div class="ticket-main">
              <Switch>
                <Match when={state() === 'here' && ticket.value}>
                  {(value) => (
                    <>
                      <Thread
                        id={props.id}
                        ticket={value()}
                        unsent={unsent()}
                        onOpenTicket={props.onOpen}
                        onForward={(message) => {
                          setMessageAt(message)
                          show('forward')()
                        }}
                        onRedact={(message) => {
                          setMessageAt(message)
                          setDialog('redact')
                        }}
                        onSeen={(messageId) => {
                          if (!isKeptUnread()) void see(messageId)
                        }}
                      />
                      <Show when={refused()[0]}>
                        {(item) => (
                          <SendGuard
                            item={item()}
                            newer={newerThan(value().messages, item().seen)}
                            onReview={review}
                            onKept={() => setKind('reply')}
                            onOpenTicket={props.onOpen}
                          />
                        )}
                      </Show>
                      <Show when={Object.values(value().delivery).some(didNotArrive)}>
                        <Suspense>
                          <NotArrivedLine ticket={about().id} />
                        </Suspense>
                      </Show>
                      <Show when={about().isSpam && about().mergedInto === undefined}>
                        <SpamLine
                          isAnswered={about().isSpamAnswered === true}
                          onBack={() => props.onSpam(props.id)}
                        />
                      </Show>
                      <Show
                        when={value().facts.mergedInto === null}
                        fallback={
                          <MergedLine
                            into={mergedInto()}
                            hasDraft={hasDraftOn(mergedInto()?.id ?? '')}
                            onApart={isApartable() ? takeApart : undefined}
                            onOpen={(other, isWriting) => {
                              isGoingOn = isWriting
                              props.onOpen(other)
                            }}
                          />
                        }
                      >
                        <Composer
                          id={props.id}
                          ticket={value()}
                          kind={kind()}
                          hasDraft={hasDraft()}
                          begunBy={begunBy()}
                          present={presence.others()}
                          seen={seen()}
                          dropped={dropped()}
                          onDroppedTaken={() => setDropped([])}
                          onKind={compose}
                          onReplying={(isReplying) => presence.setReplying(isReplying)}
                        />
                      </Show>
                    </>
                  )}
                </Match>
                <Match when={state() === 'missing'}>
                  <div class="pane-empty">
                    <p class="empty-title">{ticketWords.head.missing}</p>
                    <p>{ticketWords.head.missingHint}</p>
                  </div>
                </Match>
              </Switch>
            </div>
            <Show when={isBeside() && preferences().isSideOpen && ticket.value}>
              {(value) => (
                <Suspense>
                  <SidePanel
                    row={about()}
                    ticket={value()}
                    onOpen={props.onOpen}
                    onLink={show('link')}
                    onDelete={() => setDialog('delete')}
                  />
                </Suspense>
              )}
            </Show>
          </div>
          <Suspense>
            <Show when={!isBeside() && details.isOpen() && ticket.value}>
              {(value) => (
                <DetailsSheet
                  row={about()}
                  ticket={value()}
                  onOpen={(other) => details.leave(() => props.onOpen(other))}
                  onLink={show('link')}
                  onDelete={() => details.leave(() => setDialog('delete'))}
                  onCommands={() => details.leave(() => void desk.commands.run('palette'))}
                  onClose={details.close}
                />
              )}
            </Show>
          </Suspense>
          <Suspense>
            <Show when={dialog() !== null && ticket.value}>
              {(value) => (
                <TicketDialogs
                  kind={dialog() ?? 'merge'}
                  row={about()}
                  ticket={value()}
                  message={messageAt()}
                  onClose={() => setDialog(null)}
                  onOpenTicket={props.onOpen}
                />
              )}
            </Show>
          </Suspense>
        </article>
      )}
    </Show>
  )
}
