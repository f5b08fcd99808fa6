/**
 * A mail's HTML made harmless once more on the device that shows it, by the same lists as in the gateway and another
 * library (mail.md 21). What comes out is a fragment that loads nothing: pictures have lost their addresses until
 * somebody puts them back. Not here: the frame it is shown in.
 */
import DOMPurify from 'dompurify'
import {
  cleanMailStyle,
  FOLD_MARK,
  MAIL_ATTRIBUTES,
  MAIL_LINKS,
  MAIL_TAGS,
  REMOTE_SOURCE,
} from '../../shared/ticket/mail-html.ts'

export type CleanMail = {
  content: DocumentFragment
  /** False: the mail has no colours of its own, and may wear the app's. */
  isColoured: boolean
}

const ATTRIBUTES = [...Object.values(MAIL_ATTRIBUTES).flat(), FOLD_MARK]
const ADDRESSES = ['href', 'src', REMOTE_SOURCE]

/** Where the address of a picture that came with the mail waits, without `cid:`. */
export const INLINE_SOURCE = 'data-inline-src'

/** Pictures written into the mail itself: raster types only, so that nothing in them can be a document. */
const DATA_PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=\s]+$/i
const REMOTE_PICTURE = /^https?:\/\//i

let purify: ReturnType<typeof DOMPurify> | undefined

export function cleanMail(html: string): CleanMail {
  purify ??= makePurify()
  const content = purify.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    ALLOWED_TAGS: [...MAIL_TAGS],
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOW_UNKNOWN_PROTOCOLS: false,
    ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:|tel:|cid:)/i,
    // The rest hold no addresses.
    ADD_URI_SAFE_ATTR: ATTRIBUTES.filter((name) => !ADDRESSES.includes(name)),
  })
  return { content, isColoured: hasColours(content) }
}

/**
 * Takes what stands between the gateway's marks out of the text and puts it into one element there.
 *
 * @returns that element, to be shown or hidden; null when nothing is marked
 */
export function gatherQuote(content: DocumentFragment): HTMLElement | null {
  const page = content.ownerDocument
  const start = content.querySelector(`[${FOLD_MARK}="fold"]`)
  const end = content.querySelector(`[${FOLD_MARK}="unfold"]`)
  if (!start) return null
  const range = page.createRange()
  range.setStartAfter(start)
  if (end) range.setEndBefore(end)
  else range.setEnd(content, content.childNodes.length)
  if (range.collapsed) return null
  const quote = page.createElement('div')
  quote.className = 'quote'
  quote.append(range.extractContents())
  range.insertNode(quote)
  return quote
}

function makePurify() {
  const own = DOMPurify(window)
  own.addHook('afterSanitizeAttributes', (element) => {
    const allowed = [
      ...(MAIL_ATTRIBUTES['*'] ?? []),
      ...(MAIL_ATTRIBUTES[element.localName] ?? []),
      ...(element.localName === 'wbr' ? [FOLD_MARK] : []),
    ]
    for (const { name } of [...element.attributes])
      if (!allowed.includes(name)) element.removeAttribute(name)
    const style = cleanMailStyle(element.getAttribute('style') ?? '')
    if (style === '') element.removeAttribute('style')
    else element.setAttribute('style', style)
    if (element.localName === 'a') cleanLink(element)
    if (element.localName === 'img') cleanPicture(element)
  })
  return own
}

/** Where a link leads is said on it, whatever its words or its title say. */
function cleanLink(link: Element): void {
  const href = link.getAttribute('href')?.trim() ?? ''
  link.removeAttribute('title')
  if (!MAIL_LINKS.test(href)) {
    link.removeAttribute('href')
    return
  }
  link.setAttribute('href', href)
  link.setAttribute('title', href)
  link.setAttribute('target', '_blank')
  link.setAttribute('rel', 'noopener noreferrer')
}

function cleanPicture(picture: Element): void {
  const source = picture.getAttribute('src')?.trim() ?? ''
  const kept = picture.getAttribute(REMOTE_SOURCE)?.trim() ?? ''
  picture.removeAttribute(REMOTE_SOURCE)
  if (DATA_PICTURE.test(source)) return
  picture.removeAttribute('src')
  if (/^cid:/i.test(source)) picture.setAttribute(INLINE_SOURCE, source.slice(4))
  else if (REMOTE_PICTURE.test(source)) picture.setAttribute(REMOTE_SOURCE, source)
  else if (REMOTE_PICTURE.test(kept)) picture.setAttribute(REMOTE_SOURCE, kept)
}

/** Dark letters and white paper are what every program writes without being asked. */
const PLAIN_INK =
  /^(?:black|windowtext|inherit|initial|currentcolor|#(?:[0-3]{3}|(?:[0-3][0-9a-f]){3})|rgba?\(\s*[0-5]?\d\s*,\s*[0-5]?\d\s*,\s*[0-5]?\d\s*(?:,\s*1\s*)?\))$/i
const PLAIN_PAPER =
  /^(?:white|transparent|inherit|initial|#f{3}|#f{6}|rgba?\(\s*255\s*,\s*255\s*,\s*255\s*(?:,\s*1\s*)?\))$/i

/** Takes plain ink and paper away where there is nothing else; leaves all as it is where there is. */
function hasColours(content: DocumentFragment): boolean {
  const inked: HTMLElement[] = []
  for (const element of content.querySelectorAll<HTMLElement>('[style], [bgcolor], font[color]')) {
    const ink = element.style.color || element.getAttribute('color') || 'inherit'
    const paper = element.style.backgroundColor || element.getAttribute('bgcolor') || 'inherit'
    if (!PLAIN_INK.test(ink.trim()) || !PLAIN_PAPER.test(paper.trim())) return true
    inked.push(element)
  }
  for (const element of inked) {
    const style = (element.getAttribute('style') ?? '')
      .split('; ')
      .filter((declaration) => !/^(?:color|background|background-color):/.test(declaration))
    if (style.join('') === '') element.removeAttribute('style')
    else element.setAttribute('style', style.join('; '))
    for (const name of ['color', 'bgcolor']) element.removeAttribute(name)
  }
  return false
}
