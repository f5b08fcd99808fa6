/**
 * What one line of a reply is, in the languages people write in. Every pattern is run on a bounded piece of
 * text, so a line costs the same whatever stands in it. The words are in quote-words.ts.
 */
import {
  FIELD_FROM,
  FIELD_OTHER,
  FORWARDED,
  ORIGINAL,
  SENT_FROM,
  SENT_FROM_END,
  WROTE,
  WROTE_START,
} from './quote-words.ts'

const LINE_CHARS = 400
/** Stands before each line that HTML quotes; no mail has it, it is removed from what comes in. */
export const HTML_QUOTE = '\ue000'
/** An image in HTML: something that was put there, but no word. */
export const HTML_IMAGE = '\ufffc'

/** The longest first, so that no alternative hides another. */
function anyOf(words: readonly string[]): string {
  return [...new Set(words)]
    .toSorted((one, other) => other.length - one.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/['’]/g, "['’]"))
    .map((word) => word.replaceAll(' ', '\\s{1,3}'))
    .join('|')
}

/** Direction marks that right-to-left programs put around names, and vowel signs that only some write. */
const MARKS = /[\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g
const DECORATION = /^[\s>*_~=#-]+|[\s*_~=#-]+$/g

const DATE =
  /\d{1,2}\s?[:.hH]\s?\d{2}|(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d\s?[年月日]|\d{1,2}\.? ?\p{L}{3,10}\.? \d|(?<!\p{L})\p{L}{3,9}\.? \d{1,2},/u
const ADDRESS = /[^\s<>@,;:"']{1,200}@[^\s<>@,;:"']{1,200}/
const BRACKETED_ADDRESS = /[<([][^<>()[\]@]{1,300}@[^<>()[\]@]{1,300}[>)\]]/
const START = new RegExp(
  `^["'<(]{0,2}(?:(?:${anyOf(WROTE_START)})(?![\\p{L}])|\\d|\\p{L}{2,9}[.,]{1,2} ?\\d|\\p{L}{2,12},? \\d)`,
  'iu',
)
const VERB = `(?:(?<=[^\\p{L}\\p{N}]|[\\u0e00-\\u9fff\\uac00-\\ud7af>])|^)(?:${anyOf(WROTE)})`
/** Longer than the longest verb. */
const VERB_CHARS = 40
const VERB_AT_END = new RegExp(`${VERB}\\s{0,3}[:：]?$`, 'iu')
const VERB_THEN_COLON = new RegExp(`${VERB}(?![\\p{L}]).{0,160}[:：]$`, 'iu')
/** `Ann wrote on 2 Jan 2026 10:00:` */
const VERB_THEN_DATE = new RegExp(
  `^[^.!?]{2,80}${VERB}[\\s(]{1,3}(?:\\p{L}{2,5} )?[\\d\\p{L} .,:/+-]{6,60}\\)?[:：]$`,
  'iu',
)
/** Begins with its date and ends with the address: Gmail of languages that need no verb. */
const DATED_ADDRESS =
  /^(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4},? \d{1,2}[:.]\d{2}).{0,200}[<(]\s?[^<>()\s]{1,250}@[^<>()\s]{1,250}[>)]\s{0,2}[:：]?$/
/** `Ann <ann@home.test> wrote:`: the address stands in the first sentence. */
const NAMED_ADDRESS = /^[^.!?]{0,120}[<(]\s?[^<>\s]{1,300}@[^<>\s]{1,300}[>)]/
/** `Quoting Ann <ann@home.test>:` of web mailers. */
const QUOTING =
  /^(?:quoting|missatge de|mensaje de|zitat von|citando a?|citeren|selon|citat fra|cytowanie)\s.{1,200}[:：]$/i

const ORIGINAL_BETWEEN = new RegExp(
  `^[\\s>*|]{0,9}[-_=~]{2,}\\s*(?:${anyOf(ORIGINAL)})[\\s\\p{P}=~]*$`,
  'iu',
)
const ORIGINAL_ALONE = new RegExp(`^[\\s*_-]{0,9}(?:${anyOf(ORIGINAL)})[\\s*_-]{0,9}[:：]?$`, 'iu')
/** Between rules of dashes, in a language that is not listed: only with header fields below it. */
const BETWEEN_RULES = /^[\s*]{0,9}[-_=~]{3,}\s*\p{L}[^-_=~]{2,60}[-_=~]{3,}[\s*]{0,9}$/u
const REPLY_ABOVE =
  /^[\s>]*[-#*=~_ ]*(?:please )?(?:type|write|add|enter)?\s*(?:your )?repl(?:y|ies) (?:above|over) this line|^[\s>]*#{2,}[^#]{1,80}#{2,}\s*$|^\s*~{4,}\s*$/i
const FORWARD = new RegExp(`^[\\s*_=~-]{0,40}(?:${anyOf(FORWARDED)})`, 'iu')
/** After the mark nothing but a rule, a date or a sender may follow: a sentence that begins so is a sentence. */
const FORWARD_REST = /^[^.!?]{0,80}[-_=~:：*\s]*$|-{2,}/

const field = (words: readonly string[]) =>
  new RegExp(`^[\\s>|*_]{0,12}(?:${anyOf(words)})\\s?[*_]{0,2}\\s?[:：]`, 'iu')
const FROM_FIELD = field(FIELD_FROM)
const OTHER_FIELD = field(FIELD_OTHER)
const TELLING_FIELD = field([
  ...[
    'subject',
    'sent',
    'betreff',
    'gesendet',
    'objet',
    'sujet',
    'envoyé',
    'envoyé le',
    'asunto',
    'assunto',
  ],
  ...[
    'oggetto',
    'inviato',
    'onderwerp',
    'verzonden',
    'ämne',
    'skickat',
    'emne',
    'sendt',
    'temat',
    'wysłano',
  ],
  ...[
    'тема',
    'отправлено',
    'надіслано',
    'aihe',
    'lähetetty',
    'předmět',
    'predmet',
    'odesláno',
    'tárgy',
  ],
  ...[
    'elküldve',
    'konu',
    'gönderildi',
    'subiect',
    'trimis',
    'θέμα',
    'εστάλη',
    'chủ đề',
    'נושא',
    'الموضوع',
  ],
  ...[
    '主题',
    '主旨',
    '件名',
    '发送时间',
    '傳送',
    '送信日時',
    '제목',
    '보낸 날짜',
    'reply-to',
    'enviado',
    'enviada em',
  ],
  ...['ämne', 'тема', 'изпратено', 'послато', 'испратено', 'предмет', 'teema', 'saadetud'],
  ...['tēma', 'nosūtīts', 'išsiųsta', 'tema', 'enviat', 'zadeva', 'poslano', 'gaia', 'موضوع'],
  ...['ارسال شده', 'विषय', 'भेजा गया', 'dihantar'],
  ...['enviado em', 'enviado el', 'message-id', 'efni', 'subjek', 'เรื่อง'],
])

const MOBILE = new RegExp(`^[\\s<(*_\\[-]{0,6}(?:${anyOf(SENT_FROM)})(?![\\p{Ll}])`, 'iu')
const MOBILE_END = new RegExp(
  `^(?:von (?:meine[mr]|unterwegs)|.{0,30}\\b(?:iphone|ipad|android|mobil\\p{L}*|handy|outlook)).{0,50}(?:${anyOf(SENT_FROM_END)})[\\s.)>*_]*$`,
  'iu',
)
const RULE = /^[\s>|*]*[_=-]{5,}[\s*]*$/

export function isBlank(line: string): boolean {
  return line.trim() === ''
}
/** `>>> Ann <ann@home.test> 02/01/2026 10:00 >>>` of GroupWise: a mark, not a quote. */
const FRAMED = /^>>> ?[^>].{2,300} ?>>>\s*$/
export function isQuoted(line: string): boolean {
  return line.startsWith(HTML_QUOTE) || (/^\s{0,3}>/.test(line) && !FRAMED.test(line))
}
/** RFC 3676 §4.3: dash, dash, space. Many programs lose the space. */
export function isSignatureMark(line: string): boolean {
  return /^(?:--|—|––)\s{0,2}$/.test(line) || /^_{2,60}\s*$/.test(line)
}
/** Of mailing lists: what stands below is theirs, not the writer's. */
export function isListMark(line: string): boolean {
  return /^_{2,3}\s*$/.test(line)
}
/** `-Ann`, alone under what was said. */
export function isDashedName(line: string): boolean {
  return /^(?:[-–—~]|- (?=-))\p{Lu}[\p{L}.'’-]{1,30}(?: \p{L}[\p{L}.'’-]{0,30}){0,3}\s*$/u.test(
    line,
  )
}
export function isMobileSignature(line: string): boolean {
  if (line.length > 200) return false
  // What a link shows is short; where it leads is not.
  const words = line
    .replace(MARKS, '')
    .replace(/[<([]?https?:\/\/[^\s<>)\]]{1,200}[>)\]]?/g, '')
    .trim()
  return words.length <= 90 && (MOBILE.test(words) || MOBILE_END.test(words))
}
export function isOriginalMark(line: string): boolean {
  const start = line.slice(0, LINE_CHARS)
  return ORIGINAL_BETWEEN.test(start) || REPLY_ABOVE.test(start) || FRAMED.test(start)
}
/** Only with header fields below it. */
export function isOriginalTitle(line: string): boolean {
  const start = line.slice(0, LINE_CHARS)
  return ORIGINAL_ALONE.test(start) || BETWEEN_RULES.test(start)
}
export function isForwardMark(line: string): boolean {
  const start = line.slice(0, LINE_CHARS)
  const match = FORWARD.exec(start)
  return match !== null && FORWARD_REST.test(start.slice(match[0].length))
}
export function isRule(line: string): boolean {
  return RULE.test(line.slice(0, LINE_CHARS))
}
export function isFromField(line: string): boolean {
  return FROM_FIELD.test(line.slice(0, LINE_CHARS).replace(MARKS, ''))
}
export function isOtherField(line: string): boolean {
  return OTHER_FIELD.test(line.slice(0, LINE_CHARS).replace(MARKS, ''))
}
/** A field that nobody writes in a list of their own, or an address in it. */
export function isTellingField(line: string): boolean {
  const start = line.slice(0, LINE_CHARS)
  return TELLING_FIELD.test(start) || ADDRESS.test(start)
}
/** Could be the first line of a sentence that announces a quote and goes on below. */
export function isAttributionStart(line: string): boolean {
  if (line.length > LINE_CHARS) return false
  const words = line.replace(MARKS, '').replace(DECORATION, '')
  return START.test(words) && DATE.test(words)
}
/** As isAttributionStart, or a name whose address follows. */
export function isOpenSentence(line: string): boolean {
  if (line.length > LINE_CHARS) return false
  const words = line.replace(MARKS, '').replace(DECORATION, '')
  return (START.test(words) && /\d/.test(words)) || /^[^.!?]{0,120}</.test(words)
}

/**
 * @param sentence      one to four lines joined
 * @param isAboveQuote  what follows is marked as quoted: then less is needed to be sure
 */
export function isAttribution(sentence: string, isAboveQuote: boolean): boolean {
  if (sentence.length > LINE_CHARS) return false
  const words = sentence.replace(MARKS, '').replace(DECORATION, '')
  if (words.length < 6) return false
  const hasColon = /[:：]$/.test(words)
  const isDated = DATE.test(words)
  const isAddressed = ADDRESS.test(words)
  if (!isDated && !isAddressed && !(isAboveQuote && hasColon)) return false
  if (isDated && isAddressed && DATED_ADDRESS.test(words)) return true
  if (hasColon && QUOTING.test(words)) return true
  if (isDated && hasColon && isAddressed && (isAboveQuote || BRACKETED_ADDRESS.test(words)))
    return true
  if (isAboveQuote && hasColon && (isAddressed || (isDated && START.test(words)))) return true
  if (!VERB_AT_END.test(words.slice(-VERB_CHARS)) && !(hasColon && VERB_THEN_COLON.test(words)))
    return false
  if (isAboveQuote) return isDated || isAddressed || (words.length <= 80 && /^\p{L}/u.test(words))
  if (isDated && VERB_THEN_DATE.test(words)) return true
  return NAMED_ADDRESS.test(words) || (isDated && START.test(words))
}
