/**
 * Formatted mail, shown where it can do nothing: cleaned (mail-cleaner) and written into a frame that runs no scripts and
 * may fetch nothing. The frame is a page of its own (/mail-frame.html), because srcdoc would inherit the app's policy
 * and lose the mail's own styles. Lazy: it brings DOMPurify.
 */
import { createEffect, createSignal, onCleanup, Show } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { REMOTE_SOURCE } from '../../shared/ticket/mail-html.ts'
import { isDarkNow, preferences } from '../state/preferences.ts'
import { otherTicket } from '../state/references.ts'
import { fetchRemoteImage } from '../state/remote-image.ts'
import { useDesk } from '../state/replica-context.tsx'
import { mailWords } from '../words/mail.ts'
import { ticketWords } from '../words/ticket.ts'
import { Icon } from './icon.tsx'
import { cleanMail, gatherQuote, INLINE_SOURCE } from './mail-cleaner.ts'
import { markNamed, showNamed, type Named } from './mail-references.ts'

/** A mail may ask for any height; past this the frame scrolls. */
const HEIGHT_PX_MAX = 20_000
const IMAGES_AT_ONCE = 4

type Remote = { state: 'none' | 'waiting' | 'loading' | 'shown'; count: number; failed: number }

export function MailFrame(props: {
  ticket: string
  hash: string
  files: readonly Attachment[]
  /** False: nothing is folded, as in the first mail of a ticket. */
  isFolding: boolean
  isQuoteOpen: boolean
  /** Whether there is anything to fold. */
  onQuote: (hasQuote: boolean) => void
  onHeight: (px: number) => void
  /** It is not on this device, and cannot be had just now. */
  onAway: () => void
  onOpenTicket?: ((id: string) => void) | undefined
}) {
  const desk = useDesk()
  const [heightPx, setHeightPx] = createSignal(60)
  const [isMissing, setMissing] = createSignal(false)
  const [quote, setQuote] = createSignal<HTMLElement | null>(null)
  const [page, setPage] = createSignal<Document | null>(null)
  const [isColoured, setColoured] = createSignal(true)
  const [remote, setRemote] = createSignal<Remote>({ state: 'none', count: 0, failed: 0 })
  const gone = new AbortController()
  const urls: string[] = []
  let watch: ResizeObserver | undefined
  let host: HTMLDivElement | undefined
  onCleanup(() => {
    gone.abort()
    watch?.disconnect()
    for (const url of urls) URL.revokeObjectURL(url)
  })

  const fill = async (frame: HTMLIFrameElement) => {
    const blob = await desk.replica.blob(props.ticket, props.hash)
    if (gone.signal.aborted) return
    if (!blob.ok) {
      setMissing(true)
      props.onAway()
      return
    }
    const inside = frame.contentDocument
    if (!inside) return
    const { content, isColoured } = cleanMail(await blob.value.text())
    await showInline(content)
    const folded = props.isFolding ? gatherQuote(content) : null
    const pictures = content.querySelectorAll(`img[${REMOTE_SOURCE}]`).length
    if (pictures > 0) setRemote({ state: 'waiting', count: pictures, failed: 0 })
    setColoured(isColoured)
    setQuote(folded)
    props.onQuote(folded !== null)
    if (folded) folded.hidden = !props.isQuoteOpen
    inside.body.replaceChildren(inside.adoptNode(content))
    inside.body.dir = 'auto'
    if (props.onOpenTicket) setNamed(markNamed(inside, openNamed))
    setPage(inside)
    handKeysOn(frame, inside)
    frame.dataset['shown'] = props.hash
    const measure = () => {
      const px = Math.min(HEIGHT_PX_MAX, Math.ceil(inside.body.getBoundingClientRect().height))
      setHeightPx(px)
      props.onHeight(px)
    }
    watch = new ResizeObserver(measure)
    watch.observe(inside.body)
    measure()
  }

  /** Other tickets in the words: links as long as those are on this device. */
  const [named, setNamed] = createSignal<readonly Named[]>([])
  const ticketAt = (number: number) => otherTicket(desk.rows.all(), number, props.ticket)
  const openNamed = (number: number) => {
    const row = ticketAt(number)
    if (row) props.onOpenTicket?.(row.id)
  }
  createEffect(() => {
    if (named().length > 0) showNamed(named(), ticketAt)
  })

  createEffect(() => {
    const folded = quote()
    if (folded) folded.hidden = !props.isQuoteOpen
  })

  // Without colours of its own a mail looks like the rest of the thread; with some it is white paper.
  const [isDark, setDark] = createSignal(isDarkNow())
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  const onScheme = () => setDark(isDarkNow())
  scheme.addEventListener('change', onScheme)
  onCleanup(() => scheme.removeEventListener('change', onScheme))
  createEffect(() => {
    const root = page()?.documentElement
    const { theme } = preferences()
    setDark(isDarkNow())
    if (!root || !host) return
    root.dataset['look'] = isColoured() ? 'paper' : 'plain'
    const look = getComputedStyle(host)
    const isNight = !isColoured() && (isDark() || theme === 'contrast')
    root.style.colorScheme = isNight ? 'dark' : 'light'
    root.style.setProperty('--ink', look.color)
    root.style.setProperty('--soft', look.getPropertyValue('--text-soft'))
    root.style.setProperty('--line', look.getPropertyValue('--line-strong'))
    root.style.setProperty('--link', look.getPropertyValue('--accent-text'))
    root.style.setProperty('--letters', look.fontFamily)
  })

  /** Pictures that came with the mail are shown from this device. */
  const showInline = async (content: DocumentFragment) => {
    for (const image of content.querySelectorAll<HTMLImageElement>(`img[${INLINE_SOURCE}]`)) {
      const url = await urlOf(image.getAttribute(INLINE_SOURCE) ?? '')
      image.removeAttribute(INLINE_SOURCE)
      if (url) image.src = url
      else image.replaceWith(image.alt)
    }
  }

  const urlOf = async (source: string): Promise<string | null> => {
    const names = [source, decodeOr(source)]
    const file = props.files.find((one) => names.includes(one.cid?.replace(/^<|>$/g, '') ?? ''))
    if (!file || !file.type.startsWith('image/') || file.type.includes('svg')) return null
    const blob = await desk.replica.blob(props.ticket, file.hash)
    return blob.ok ? keepUrl(new Blob([blob.value], { type: file.type })) : null
  }

  const keepUrl = (blob: Blob): string => {
    const url = URL.createObjectURL(blob)
    urls.push(url)
    return url
  }

  /** By the server, which alone asks the other host; each address once. */
  const loadRemote = async () => {
    const pictures = [
      ...(page()?.querySelectorAll<HTMLImageElement>(`img[${REMOTE_SOURCE}]`) ?? []),
    ]
    const wanted = new Map<string, HTMLImageElement[]>()
    for (const picture of pictures) {
      const address = picture.getAttribute(REMOTE_SOURCE) ?? ''
      wanted.set(address, [...(wanted.get(address) ?? []), picture])
    }
    const queue = [...wanted].slice(0, LIMITS.remoteImagesPerMail)
    setRemote((now) => ({ ...now, state: 'loading' }))
    let shown = 0
    const work = async () => {
      for (let next = queue.shift(); next && !gone.signal.aborted; next = queue.shift()) {
        const [address, images] = next
        const blob = await fetchRemoteImage(props.ticket, props.hash, address, gone.signal)
        if (!blob) continue
        const url = keepUrl(blob)
        shown += images.length
        for (const image of images) {
          image.removeAttribute(REMOTE_SOURCE)
          image.src = url
        }
      }
    }
    await Promise.all(Array.from({ length: IMAGES_AT_ONCE }, work))
    setRemote((now) => ({ ...now, state: 'shown', failed: now.count - shown }))
  }

  return (
    <Show
      when={!isMissing()}
      fallback={<p class="message-missing">{ticketWords.message.noFormatting}</p>}
    >
      <div class="mail" ref={host}>
        <Show when={remote().state !== 'none'}>
          <p class="mail-remote" role="status">
            <Icon name="eye" size={14} />
            <Show
              when={remote().state === 'waiting'}
              fallback={remote().state === 'loading' ? mailWords.loadingRemote : sayShown(remote())}
            >
              {mailWords.remote({ n: remote().count })}
              <button type="button" class="link" onClick={() => void loadRemote()}>
                {mailWords.loadRemote}
              </button>
            </Show>
          </p>
        </Show>
        <iframe
          class="mail-frame"
          classList={{ 'is-paper': isColoured() }}
          src="/mail-frame.html"
          sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
          referrerpolicy="no-referrer"
          loading="lazy"
          title={ticketWords.message.formattedMail}
          style={{
            height: `${heightPx()}px`,
            'color-scheme': !isColoured() && isDark() ? 'dark' : 'light',
          }}
          onLoad={(event) => void fill(event.currentTarget)}
        />
      </div>
    </Show>
  )
}

/** Keys pressed inside the frame are the app's, as everywhere else: the frame itself runs nothing. */
function handKeysOn(frame: HTMLIFrameElement, inside: Document): void {
  inside.addEventListener('keydown', (event) => {
    const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event
    const same = { key, code, ctrlKey, metaKey, altKey, shiftKey, bubbles: true, cancelable: true }
    if (!frame.dispatchEvent(new KeyboardEvent('keydown', same))) event.preventDefault()
  })
}

function decodeOr(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function sayShown({ count, failed }: { count: number; failed: number }): string {
  if (failed === 0) return mailWords.remoteShown({ n: count })
  return mailWords.remoteSomeShown({ loaded: count - failed, n: count })
}
