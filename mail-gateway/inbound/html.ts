/**
 * The HTML body made harmless, and read as text when there is nothing else. An allow-list: what is not
 * named here is dropped. The client sanitises again before it shows anything; the raw message is kept.
 *
 * Remote images are not loaded: their address moves to `data-remote-src`, and only a person's click may
 * bring it back. `cid:` images stay, the client finds them among the attachments.
 */
import { convert, type FormatCallback, type HtmlToTextOptions } from 'html-to-text'
import sanitizeHtml from 'sanitize-html'
import { LIMITS } from '../../shared/kit/limits.ts'
import {
  MAIL_ATTRIBUTES,
  MAIL_STYLES,
  MAIL_TAGS,
  REMOTE_SOURCE,
} from '../../shared/ticket/mail-html.ts'
import { HTML_IMAGE, HTML_QUOTE } from './quote-lines.ts'

/** Deeper nesting is flattened; real newsletters stay below 100. */
const NESTING_MAX = 250

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: [...MAIL_TAGS],
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'title',
    'svg',
    'math',
    'template',
    'iframe',
    'object',
  ],
  allowedAttributes: Object.fromEntries(
    Object.entries(MAIL_ATTRIBUTES).map(([tag, names]) => [tag, [...names]]),
  ),
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['cid'] },
  allowProtocolRelative: false,
  allowedStyles: { '*': MAIL_STYLES },
  nestingLimit: NESTING_MAX,
  enforceHtmlBoundary: false,
  disallowedTagsMode: 'discard',
}

const NOWHERE: ReadonlyMap<string, string> = new Map()

/** @param places  Content-IDs of files that the HTML calls by their Content-Location (RFC 2557) */
export function sanitiseHtml(html: string, places = NOWHERE): string {
  return sanitizeHtml(capDepth(html), {
    ...OPTIONS,
    transformTags: {
      img: (tagName, attributes) => {
        const { src = '', [REMOTE_SOURCE]: _forged, ...rest } = attributes
        const from = src.trim()
        const cid = places.get(from)
        if (cid !== undefined) return { tagName, attribs: { ...rest, src: `cid:${cid}` } }
        if (/^cid:/i.test(from)) return { tagName, attribs: { ...rest, src: from } }
        const isRemote = /^https?:\/\//i.test(from)
        return { tagName, attribs: isRemote ? { ...rest, [REMOTE_SOURCE]: from } : rest }
      },
    },
  })
}

/** Never deeper by being left open: the parser closes them by itself. */
const FLAT_TAGS =
  /^(?:p|li|td|th|tr|dt|dd|option|br|hr|img|input|meta|link|col|wbr|base|area|embed|source|track|param|body|html|head|thead|tbody|tfoot)$/

/**
 * Drops tags that nest deeper than the limit, in one pass: the parser's own work grows with depth times
 * length, so two megabytes of `<div>` would hold it for a minute.
 */
function capDepth(html: string): string {
  let depth = 0
  let keptTo = 0
  const kept: string[] = []
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    const match = /^<(\/?)([a-z][a-z0-9:-]{0,30})/i.exec(html.slice(at, at + 34))
    const name = match?.[2]?.toLowerCase()
    if (!match || !name || FLAT_TAGS.test(name)) continue
    const isClosing = match[1] === '/'
    if (isClosing && depth > 0) depth--
    const isTooDeep = depth >= NESTING_MAX
    if (!isClosing) depth++
    if (!isTooDeep) continue
    kept.push(html.slice(keptTo, at))
    const end = html.indexOf('>', at)
    keptTo = end < 0 ? html.length : end + 1
    if (end < 0) break
  }
  return keptTo === 0 ? html : kept.join('') + html.slice(keptTo)
}

/** Images too small to be seen count how often a mail is opened; they are nothing that was said. */
const markedImage: FormatCallback = (element, _walk, builder) => {
  const isSeen = [element.attribs['width'], element.attribs['height']].every(
    (size) => size === undefined || !/^[0-2](?:px)?$/.test(size.trim()),
  )
  if (isSeen) builder.addInline(HTML_IMAGE)
}

const markedQuote: FormatCallback = (element, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 1 })
  walk(element.children, builder)
  builder.closeBlock({
    trailingLineBreaks: 1,
    blockTransform: (text) =>
      text
        .split('\n')
        .map((line) => HTML_QUOTE + (line.startsWith(HTML_QUOTE) ? '' : ' ') + line)
        .join('\n'),
  })
}

const CONVERSION: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxInputLength: LIMITS.htmlBytes, maxDepth: NESTING_MAX, ellipsis: '…' },
  formatters: { markedImage, markedQuote },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'markedImage' },
    { selector: 'blockquote', format: 'markedQuote' },
    { selector: 'table', options: { uppercaseHeaderCells: false } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
  ],
}

/**
 * Made of sanitised HTML, for the reply trimmer: each quoted line and each image carries its mark, which
 * `showQuotes` turns into something to read. Links show their words: where they lead is seen in the HTML.
 */
export function htmlToMarkedText(html: string): string {
  const plain = html.replaceAll(HTML_QUOTE, '').replaceAll(HTML_IMAGE, '')
  return convert(plain, CONVERSION)
}
