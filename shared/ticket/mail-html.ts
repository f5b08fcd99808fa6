/**
 * What of a mail's HTML may be shown, as lists: the gateway cleans by them when a mail comes in, the agents' app again
 * before it shows one, each with a library of its own (mail.md 21). What is not named here is dropped. Nothing that is
 * allowed can ask the network, run, lie over something else, or hide words. Not here: the cleaning.
 */

export const MAIL_TAGS = [
  ...['a', 'abbr', 'address', 'article', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br', 'caption'],
  ...['center', 'cite', 'code', 'col', 'colgroup', 'dd', 'del', 'dfn', 'div', 'dl', 'dt', 'em'],
  ...['figcaption', 'figure', 'font', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr'],
  ...[
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
  ],
  ...['small', 'span', 'strike', 'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th'],
  ...['thead', 'time', 'tr', 'tt', 'u', 'ul', 'var', 'wbr'],
] as const

/** Where a remote picture's address waits until somebody asks for it; nothing loads from here. */
export const REMOTE_SOURCE = 'data-remote-src'

/** Set by the gateway alone: between `fold` and `unfold`, or the end, stands what was quoted (mail.md 25). */
export const FOLD_MARK = 'data-deskside'

const CELL = ['width', 'height', 'colspan', 'rowspan', 'bgcolor', 'nowrap'] as const

/** No id, class or name: nothing in the app can be found by what a mail calls itself. */
export const MAIL_ATTRIBUTES: Record<string, readonly string[]> = {
  '*': ['style', 'dir', 'lang', 'align', 'valign', 'title'],
  a: ['href'],
  img: ['src', 'alt', 'width', 'height', REMOTE_SOURCE],
  font: ['color', 'face', 'size'],
  table: ['width', 'border', 'cellpadding', 'cellspacing', 'bgcolor'],
  td: CELL,
  th: CELL,
  tr: ['bgcolor'],
  ol: ['start', 'type'],
  ul: ['type'],
  blockquote: ['type'],
}

/** Where a link may lead. Pictures have rules of their own. */
export const MAIL_LINKS = /^(?:https?:\/\/|mailto:|tel:)/i

const COLOUR = [/^#[0-9a-f]{3,8}$/i, /^(?!url\b|var\b)[a-z]{3,20}$/i, /^rgba?\([\d\s.,%]{1,40}\)$/i]
const LENGTH = [/^\d{1,4}(\.\d{1,3})?(px|pt|em|rem|ex|%)?$/i, /^auto$/i]
const SPACING = [/^(\s*\d{1,4}(\.\d{1,3})?(px|pt|em|rem|%)?|\s*auto){1,4}$/i]
const WORD = [/^[a-z-]{2,30}$/i]
const BORDER = [/^(?!.*\b(?:url|var)\b)[a-z0-9#\s.,()%-]{1,80}$/i]
/** Letters of no size would hide words from the person and show them to a program. */
const LETTERS = [
  /^(?:[6-9]|[1-9]\d{1,2})(\.\d{1,3})?(px|pt)$/i,
  /^(?:0?\.[5-9]\d{0,2}|[1-9]\d?(\.\d{1,3})?)(em|rem)$/i,
  /^(?:[5-9]\d|[1-9]\d\d)(\.\d{1,3})?%$/,
  /^(?:x{0,3}-?(?:small|large)|medium|smaller|larger)$/i,
]

/** No position, no negative margin, no display: none, no address of anything. */
export const MAIL_STYLES: Record<string, RegExp[]> = {
  color: COLOUR,
  background: COLOUR,
  'background-color': COLOUR,
  'font-size': LETTERS,
  'font-family': [/^[\w\s,'"-]{1,200}$/],
  'font-weight': [/^(bold|bolder|lighter|normal|[1-9]00)$/i],
  'font-style': WORD,
  'text-align': WORD,
  'text-decoration': WORD,
  'text-transform': WORD,
  'vertical-align': WORD,
  'white-space': WORD,
  'word-break': WORD,
  'line-height': [/^(?:normal|(?:0?\.[89]|[1-9])\d{0,3}(\.\d{1,3})?(px|pt|em|rem|%)?)$/i],
  'list-style-type': WORD,
  display: [/^(?:block|inline|inline-block|table|table-cell|table-row)$/i],
  float: [/^(?:left|right|none)$/i],
  clear: WORD,
  width: LENGTH,
  'max-width': LENGTH,
  'min-width': LENGTH,
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
  'border-radius': SPACING,
}

/** Declarations of a style attribute that may stay. What has a backslash, a comment or an address matches nothing. */
export function cleanMailStyle(style: string): string {
  const kept: string[] = []
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':')
    const name = declaration.slice(0, colon).trim().toLowerCase()
    const value = declaration
      .slice(colon + 1)
      .replace(/\s*!important\s*$/i, '')
      .trim()
    if (colon < 0 || !Object.hasOwn(MAIL_STYLES, name)) continue
    if (MAIL_STYLES[name]?.some((allowed) => allowed.test(value))) kept.push(`${name}: ${value}`)
  }
  return kept.join('; ')
}
