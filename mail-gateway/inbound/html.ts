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
import { HTML_IMAGE, HTML_QUOTE } from './quote-lines.ts'

/** Deeper nesting is flattened; real newsletters stay below 100. */
const NESTING_MAX = 250

const COLOUR = [/^#[0-9a-f]{3,8}$/i, /^[a-z]{3,20}$/i, /^rgba?\([\d\s.,%]{1,40}\)$/i]
const LENGTH = [/^-?\d{1,4}(\.\d{1,3})?(px|pt|em|rem|ex|%)?$/i, /^auto$/i]
const SPACING = [/^(\s*\d{1,4}(\.\d{1,3})?(px|pt|em|rem|%)?|\s*auto){1,4}$/i]
const WORD = [/^[a-z-]{2,30}$/i]
const BORDER = [/^[a-z0-9#\s.,()%-]{1,80}$/i]

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: [
    'a',
    'abbr',
    'address',
    'article',
    'b',
    'bdi',
    'bdo',
    'big',
    'blockquote',
    'br',
    'caption',
    'center',
    'cite',
    'code',
    'col',
    'colgroup',
    'dd',
    'del',
    'dfn',
    'div',
    'dl',
    'dt',
    'em',
    'figcaption',
    'figure',
    'font',
    'footer',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'header',
    'hr',
    'i',
    'img',
    'ins',
    'kbd',
    'li',
    'main',
    'mark',
    'ol',
    'p',
    'pre',
    'q',
    's',
    'samp',
    'section',
    'small',
    'span',
    'strike',
    'strong',
    'sub',
    'sup',
    'table',
    'tbody',
    'td',
    'tfoot',
    'th',
    'thead',
    'time',
    'tr',
    'tt',
    'u',
    'ul',
    'var',
    'wbr',
  ],
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
  allowedAttributes: {
    '*': ['style', 'dir', 'lang', 'align', 'valign', 'title', 'data-deskside'],
    a: ['href'],
    img: ['src', 'alt', 'width', 'height', 'data-remote-src'],
    font: ['color', 'face', 'size'],
    table: ['width', 'border', 'cellpadding', 'cellspacing', 'bgcolor'],
    td: ['width', 'height', 'colspan', 'rowspan', 'bgcolor', 'nowrap'],
    th: ['width', 'height', 'colspan', 'rowspan', 'bgcolor', 'nowrap'],
    tr: ['bgcolor'],
    ol: ['start', 'type'],
    ul: ['type'],
    blockquote: ['type', 'cite'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['cid'] },
  allowProtocolRelative: false,
  allowedStyles: {
    '*': {
      color: COLOUR,
      'background-color': COLOUR,
      'font-size': [/^\d{1,3}(\.\d{1,3})?(px|pt|em|rem|%)$/i, ...WORD],
      'font-family': [/^[\w\s,'"-]{1,200}$/],
      'font-weight': [/^(bold|bolder|lighter|normal|[1-9]00)$/i],
      'font-style': WORD,
      'text-align': WORD,
      'text-decoration': WORD,
      'text-transform': WORD,
      'vertical-align': WORD,
      'white-space': WORD,
      'line-height': [...LENGTH, /^normal$/i],
      'list-style-type': WORD,
      width: LENGTH,
      'max-width': LENGTH,
      height: LENGTH,
      margin: SPACING,
      'margin-left': SPACING,
      'margin-right': SPACING,
      'margin-top': SPACING,
      'margin-bottom': SPACING,
      padding: SPACING,
      'padding-left': SPACING,
      'padding-right': SPACING,
      'padding-top': SPACING,
      'padding-bottom': SPACING,
      border: BORDER,
      'border-left': BORDER,
      'border-right': BORDER,
      'border-top': BORDER,
      'border-bottom': BORDER,
      'border-collapse': WORD,
      'border-color': BORDER,
    },
  },
  transformTags: {
    img: (tagName, attributes) => {
      const { src = '', ...rest } = attributes
      if (/^cid:/i.test(src.trim())) return { tagName, attribs: { ...rest, src: src.trim() } }
      const isRemote = /^https?:\/\//i.test(src.trim())
      return { tagName, attribs: isRemote ? { ...rest, 'data-remote-src': src.trim() } : rest }
    },
  },
  nestingLimit: NESTING_MAX,
  enforceHtmlBoundary: false,
  disallowedTagsMode: 'discard',
}

export function sanitiseHtml(html: string): string {
  return sanitizeHtml(capDepth(html), OPTIONS)
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
