/**
 * The same for HTML: the elements in which programs put what they quote, by their class or id. A tag
 * scanner, no parser and no DOM: it runs on sanitised or raw HTML and is linear in its length.
 */

/** Elements that hold a quote; what follows them may be new again. */
const QUOTE_TAG =
  /class\s*=\s*["']?[^"'>]{0,200}\b(?:gmail_quote|gmail_extra|yahoo_quoted|protonmail_quote|zmail_extra|moz-cite-prefix|tutanota_quote|front-blockquote|quoteHeader|WordSection1-quote)\b|id\s*=\s*["']?(?:mail-editor-reference-message-container|yahoo_quoted_\w{1,40}|replySplit|isForwardContent)\b/i
const CITE_TAG =
  /^<blockquote\b[^>]{0,500}(?:type\s*=\s*["']?cite|class\s*=\s*["']?[^"'>]{0,200}\b(?:gmail_quote|mori|cite|quote)\b)/i
/** From here on nothing is new. */
const END_TAG =
  /id\s*=\s*["']?(?:x_)?(?:divRplyFwdMsg|appendonsend|stopSpelling|OLK_SRC_BODY_SECTION|mail-editor-reference-message-container)\b|class\s*=\s*["']?[^"'>]{0,100}\bOutlookMessageHeader\b|style\s*=\s*["'][^"'>]{0,300}border:\s?none;\s?border-top:\s?solid #?(?:b5c4df|e1e1e1)/i
const TAG_CHARS = 1_000

/** @returns the HTML without its quotes; unchanged when nothing was found or new words stand between them */
export function visibleHtml(html: string): string {
  const kept: string[] = []
  let keptTo = 0
  let hasRemoved = false
  let wordsAfter = false
  for (let at = html.indexOf('<'); at >= 0;) {
    const close = html.indexOf('>', at)
    if (close < 0) break
    const tag = html.slice(at, Math.min(close + 1, at + TAG_CHARS))
    if (hasRemoved && END_TAG.test(tag)) return finish(at)
    if (END_TAG.test(tag)) {
      hasRemoved = true
      return finish(at)
    }
    if (tag[1] !== '/' && (QUOTE_TAG.test(tag) || CITE_TAG.test(tag))) {
      const piece = html.slice(keptTo, at)
      if (hasRemoved && hasWords(piece)) wordsAfter = true
      kept.push(piece)
      hasRemoved = true
      keptTo = endOfElement(html, at, close)
      at = html.indexOf('<', keptTo)
      continue
    }
    at = html.indexOf('<', close + 1)
  }
  return finish(html.length)

  function finish(end: number): string {
    if (!hasRemoved) return html
    const tail = html.slice(keptTo, end)
    const isInterleaved = wordsAfter || (kept.length > 0 && hasWords(tail) && kept.some(hasWords))
    kept.push(tail)
    const visible = kept.join('')
    return isInterleaved || !hasWords(visible) ? html : visible
  }
}

/** Just past the closing tag of the element that opens at `at`, counting only tags of its name. */
function endOfElement(html: string, at: number, close: number): number {
  const name = /^<([a-z0-9]{1,20})/i.exec(html.slice(at, at + 24))?.[1]?.toLowerCase()
  if (!name) return close + 1
  let depth = 1
  for (let next = html.indexOf('<', close + 1); next >= 0;) {
    const isClosing = html[next + 1] === '/'
    const start = next + (isClosing ? 2 : 1)
    const word = html.slice(start, start + name.length).toLowerCase()
    if (word === name && !/[a-z0-9]/i.test(html[start + name.length] ?? '')) {
      depth += isClosing ? -1 : 1
      if (depth === 0) {
        const end = html.indexOf('>', next)
        return end < 0 ? html.length : end + 1
      }
    }
    next = html.indexOf('<', next + 1)
  }
  return html.length
}

function hasWords(html: string): boolean {
  let text = ''
  let from = 0
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', from)) {
    text = html.slice(from, at)
    if (isWord(text)) return true
    const close = html.indexOf('>', at)
    if (close < 0) return false
    // Style and script are not words.
    const skip = /^<(style|script|head|title)\b/i.exec(html.slice(at, at + 8))
    from = skip ? skipTo(html, `</${skip[1]}`, close + 1) : close + 1
  }
  return isWord(html.slice(from))
}

function isWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text.replace(/&nbsp;|&#160;|&zwnj;/gi, ' '))
}

function skipTo(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from)
  if (at < 0) return html.length
  const close = html.indexOf('>', at)
  return close < 0 ? html.length : close + 1
}
