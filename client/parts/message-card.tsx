/** One message of a thread: who, when, where it came from, its words as they were sent, and its files. */
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { readJoinedBy } from '../../shared/ticket/joined-by.ts'
import { mayRemove } from '../../shared/ticket/ticket-rules.ts'
import type { Delivery, Message, Requester } from '../../shared/ticket/ticket.ts'
import { mailWords } from '../words/mail.ts'
import { withKey } from '../state/key-hint.ts'
import type { MessageLooks } from '../state/message-looks.ts'
import { useDesk } from '../state/replica-context.tsx'
import { sayAgo, sayClock, sayExactly } from '../state/relative-time.ts'
import { listed } from '../words/read-words.ts'
import { ticketWords } from '../words/ticket.ts'
import { turnWords } from '../words/turn.ts'
import { AttachmentList } from './attachment-list.tsx'
import { Avatar } from './avatar.tsx'
import { DeliveryChip } from './delivery-chip.tsx'
import { FileLink } from './file-link.tsx'
import { Icon } from './icon.tsx'
import { MessageReaders } from './message-readers.tsx'
import { OfferedRequester } from './offered-requester.tsx'
import { OriginDetails, OriginLine } from './message-origin.tsx'
import { SaidText } from './said-text.tsx'
import { mayShow, ShowMail } from './show-mail.tsx'

const NoteWords = lazy(() => import('./note-words.tsx').then((m) => ({ default: m.NoteWords })))
const MailFrame = lazy(() => import('./mail-frame.tsx').then((m) => ({ default: m.MailFrame })))

/** A frame cannot be cut between two pages of paper: a longer one is printed as its words. */
const PAGE_PX = 900
/** From when on it is told beside when it came; before, a clock may be off by that much. */
const SAID_LATER_MS = 60_000
/** The server keeps no more of a quote with the message; the original has all of it. */
const QUOTE_CHARS = 16_000

export function MessageCard(props: {
  ticket: string
  /** Whose ticket it is. */
  requester: Pick<Requester, 'id' | 'name' | 'address'>
  message: Message
  delivery: Delivery | undefined
  looks: MessageLooks
  isFresh: boolean
  onUndo: () => void
  onOpenTicket?: (id: string) => void
  onRedact?: () => void
}) {
  const desk = useDesk()
  const [isOriginOpen, setOriginOpen] = createSignal(false)
  const [isShowing, setShowing] = createSignal(false)
  const [hasHtmlQuote, setHtmlQuote] = createSignal(false)
  const [heightPx, setHeightPx] = createSignal(0)
  /** The formatted mail is not on this device: then its words stand in for it. */
  const [isAway, setAway] = createSignal(false)
  const message = () => props.message
  const html = () => (props.looks.isPlain(message().id) ? undefined : message().html)
  const isQuoteOpen = () => props.looks.isQuoteOpen(message().id)
  const hasQuote = () => (html() ? hasHtmlQuote() : Boolean(message().quoted))
  /** The first mail of a ticket is whole: what it forwards is what it says (mail.md 25). */
  const isFirst = () => readJoinedBy(message().joinedBy)?.startsWith('new') === true
  const isMail = () => message().kind === 'inbound' && message().raw !== undefined
  /** Not while it is held: then it is taken back whole. */
  const isRedactable = () =>
    props.onRedact !== undefined &&
    mayRemove(desk.info().me) &&
    message().redactedAt === undefined &&
    props.delivery?.state !== 'held'
  /** Shown by the text or the frame themselves; below are those that are not. */
  const files = () =>
    (message().attachments ?? []).filter((file) => !(file.inline && message().html))
  const original = () => {
    const { raw } = message()
    return raw ? { hash: raw, name: 'original.eml' } : null
  }
  const whole = () => {
    const { more } = message()
    return more ? { hash: more, name: 'message.txt' } : null
  }
  /** Of what was said without a network, and counts from when it came. */
  const writtenAt = () => {
    const { at, claimedAt } = message()
    return claimedAt !== undefined && at - claimedAt >= SAID_LATER_MS ? claimedAt : null
  }
  const kindWord = () => {
    if (message().kind === 'note') return ticketWords.message.internal
    if (message().kind === 'reply') return ticketWords.message.reply
    return ''
  }
  const isFormattedNote = () => message().kind === 'note' && message().formatted !== undefined
  const plain = () => (
    <SaidText
      text={message().text}
      mentions={message().mentions}
      ticket={props.ticket}
      onOpenTicket={props.onOpenTicket}
    />
  )
  return (
    <article
      class="message"
      classList={{
        [`message-${message().kind}`]: true,
        'is-fresh': props.isFresh,
        'is-formatted': html() !== undefined && !isAway(),
        // A frame that was never in sight is empty still.
        'prints-words': heightPx() === 0 || heightPx() > PAGE_PX,
      }}
      data-message={message().id}
      tabindex={-1}
      aria-label={listed([kindWord(), message().by.name].filter(Boolean))}
    >
      <Avatar
        id={message().by.id || message().by.name}
        name={message().by.name || message().address || '?'}
        isDecoration
        isContact={message().by.kind === 'contact'}
      />
      <header class="message-head">
        <strong class="message-who" dir="auto">
          {message().by.name || message().address}
        </strong>
        <Show when={message().kind === 'note'}>
          <span class="message-kind">
            <Icon name="lock" size={13} />
            {ticketWords.message.internal}
          </span>
        </Show>
        <Show when={message().kind === 'reply'}>
          <span class="message-kind">
            <Icon name="reply" size={13} />
            {ticketWords.message.reply}
          </span>
        </Show>
        <Show when={message().kind === 'inbound' && message().address !== message().by.name}>
          <span class="message-address" dir="ltr">
            {message().address}
          </span>
        </Show>
        <span class="spacer" />
        <Show when={props.delivery}>
          {(delivery) => <DeliveryChip delivery={delivery()} onUndo={props.onUndo} />}
        </Show>
        <Show when={writtenAt()}>
          {(at) => (
            <span class="message-written" title={sayExactly(at())}>
              {ticketWords.message.written({ when: sayClock(at(), desk.clock.minute()) })}
            </span>
          )}
        </Show>
        <time datetime={new Date(message().at).toISOString()} title={sayExactly(message().at)}>
          {sayAgo(message().at, desk.clock.minute())}
        </time>
        <Show when={isMail() || isRedactable()}>
          <button
            type="button"
            class="icon-button message-about"
            classList={{ 'is-of-ours': !isMail() }}
            aria-label={mailWords.about}
            title={mailWords.about}
            aria-expanded={isOriginOpen()}
            onClick={() => setOriginOpen(!isOriginOpen())}
          >
            <Icon name="info" size={15} />
          </button>
        </Show>
      </header>
      <div class="message-origin">
        <OriginLine
          message={message()}
          isOpen={isOriginOpen()}
          onToggle={() => setOriginOpen(!isOriginOpen())}
        />
        <Show when={isOriginOpen()}>
          <OriginDetails
            message={message()}
            ticket={props.ticket}
            original={original()}
            whole={whole()}
            onOpenTicket={props.onOpenTicket}
            onShow={mayShow(message(), props.requester.id) ? () => setShowing(true) : undefined}
            onRedact={isRedactable() ? props.onRedact : undefined}
          />
          <OfferedRequester ticket={props.ticket} message={message()} requester={props.requester} />
        </Show>
      </div>
      <MessageReaders message={message()} requester={props.requester} delivery={props.delivery} />
      <Show when={message().reviewedBy}>
        {(by) => (
          <p class="message-readers">
            <Icon name="check" size={13} />
            <span dir="auto">{turnWords.reviewedBy({ name: by().name })}</span>
          </p>
        )}
      </Show>
      <Show when={isShowing()}>
        <ShowMail
          ticket={props.ticket}
          message={message()}
          requester={props.requester.name}
          onClose={() => setShowing(false)}
        />
      </Show>
      <div class="message-body">
        {/* Always there: on paper, and while the frame is on its way. */}
        <div class="message-text" dir="auto">
          <Show when={isFormattedNote()} fallback={plain()}>
            <Suspense fallback={plain()}>
              <NoteWords note={message()} ticket={props.ticket} onOpenTicket={props.onOpenTicket} />
            </Suspense>
          </Show>
        </div>
        <Show when={html()}>
          {(hash) => (
            <Suspense>
              <MailFrame
                ticket={props.ticket}
                hash={hash()}
                files={message().attachments ?? []}
                isFolding={!isFirst()}
                isQuoteOpen={isQuoteOpen()}
                onQuote={setHtmlQuote}
                onHeight={setHeightPx}
                onAway={() => setAway(true)}
                onOpenTicket={props.onOpenTicket}
              />
            </Suspense>
          )}
        </Show>
        <Show when={message().quoted}>
          <blockquote class="message-quoted" classList={{ 'is-open': isQuoteOpen() }} dir="auto">
            <SaidText
              text={message().quoted ?? ''}
              ticket={props.ticket}
              onOpenTicket={props.onOpenTicket}
            />
            <Show when={(message().quoted?.length ?? 0) >= QUOTE_CHARS}>
              <p class="muted">{mailWords.quoteCut}</p>
            </Show>
          </blockquote>
        </Show>
        <Show when={hasQuote() || message().html || message().more}>
          <div class="message-tools">
            <Show when={hasQuote()}>
              <button
                type="button"
                class="fold-button"
                aria-expanded={isQuoteOpen()}
                onClick={() => props.looks.toggleQuote(message().id)}
              >
                {isQuoteOpen() ? ticketWords.message.hideQuoted : ticketWords.message.quoted}
              </button>
            </Show>
            <Show when={message().html}>
              <button
                type="button"
                class="fold-button"
                title={withKey(html() ? mailWords.plain : mailWords.formatted, 'message-plain')}
                onClick={() => props.looks.togglePlain(message().id)}
              >
                {html() ? mailWords.plain : mailWords.formatted}
              </button>
            </Show>
            <Show when={whole()}>
              {(file) => (
                <FileLink class="fold-button" ticket={props.ticket} file={file()}>
                  {mailWords.whole}
                </FileLink>
              )}
            </Show>
          </div>
        </Show>
        <Show when={files().length > 0}>
          <AttachmentList ticket={props.ticket} files={files()} linked={props.message.linked} />
        </Show>
      </div>
    </article>
  )
}
