/**
 * Formatted mail, shown where it can do nothing: cleaned again here and written into a frame that runs no scripts and
 * may fetch nothing. The frame is a page of its own (/mail-frame.html), because srcdoc would inherit the app's policy
 * and lose the mail's own styles. Lazy: it brings DOMPurify.
 */
import DOMPurify from 'dompurify'
import { createSignal, onCleanup, Show } from 'solid-js'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../strings.ts'

/** A mail may ask for any height; past this the frame scrolls. */
const HEIGHT_PX_MAX = 20_000

export function MailFrame(props: { ticket: string; hash: string; files: readonly Attachment[] }) {
  const desk = useDesk()
  const [heightPx, setHeightPx] = createSignal(120)
  const [isMissing, setMissing] = createSignal(false)
  const urls: string[] = []
  let watch: ResizeObserver | undefined
  onCleanup(() => {
    watch?.disconnect()
    for (const url of urls) URL.revokeObjectURL(url)
  })

  const fill = async (frame: HTMLIFrameElement) => {
    const blob = await desk.replica.blob(props.ticket, props.hash)
    if (!blob.ok) {
      setMissing(true)
      return
    }
    const page = frame.contentDocument
    if (!page) return
    const clean = DOMPurify.sanitize(await blob.value.text(), {
      RETURN_DOM_FRAGMENT: true,
      USE_PROFILES: { html: true },
      FORBID_TAGS: [
        'form',
        'input',
        'button',
        'style',
        'base',
        'meta',
        'link',
        'iframe',
        'video',
        'audio',
      ],
      FORBID_ATTR: ['id', 'class', 'srcset', 'ping', 'background'],
      ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|cid:|data:image\/(?:png|jpeg|gif|webp);)/i,
    })
    await showInline(clean)
    for (const link of clean.querySelectorAll('a[href]')) {
      link.setAttribute('target', '_blank')
      link.setAttribute('rel', 'noopener noreferrer')
    }
    page.body.replaceChildren(page.adoptNode(clean))
    page.body.dir = 'auto'
    const measure = () =>
      setHeightPx(Math.min(HEIGHT_PX_MAX, Math.ceil(page.body.getBoundingClientRect().height)))
    watch = new ResizeObserver(measure)
    watch.observe(page.body)
    measure()
  }

  /** Pictures that came with the mail are shown from this device; remote ones are never fetched. */
  const showInline = async (clean: DocumentFragment) => {
    for (const image of clean.querySelectorAll('img')) {
      const from = image.getAttribute('src') ?? ''
      if (/^data:/i.test(from)) continue
      image.removeAttribute('src')
      const url = /^cid:/i.test(from) ? await urlOf(from.slice(4)) : null
      if (url) image.src = url
      else image.replaceWith(image.alt)
    }
  }

  const urlOf = async (cid: string): Promise<string | null> => {
    const file = props.files.find((one) => one.cid?.replace(/^<|>$/g, '') === cid)
    if (!file || !file.type.startsWith('image/') || file.type.includes('svg')) return null
    const blob = await desk.replica.blob(props.ticket, file.hash)
    if (!blob.ok) return null
    const url = URL.createObjectURL(new Blob([blob.value], { type: file.type }))
    urls.push(url)
    return url
  }

  return (
    <Show
      when={!isMissing()}
      fallback={<p class="message-missing">{words.message.noFormatting}</p>}
    >
      <iframe
        class="mail-frame"
        src="/mail-frame.html"
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        title={words.message.formattedMail}
        style={{ height: `${heightPx()}px` }}
        onLoad={(event) => void fill(event.currentTarget)}
      />
    </Show>
  )
}
