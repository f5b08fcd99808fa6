/**
 * What one line of a reply is, in the languages people write in. Every pattern is anchored and run on a
 * bounded piece of text, so a line costs the same whatever stands in it.
 */

const LINE_CHARS = 400

/** `On … wrote:` and its sisters: how the sentence may begin, and the verb that ends it. */
const WROTE_START =
  /^(?:on|am|le|el|il|em|op|den|dne|dnia|w dniu|på|pe|în|vào|kl|pada|tarih|στις|в |вт|ср|чт|пт|пн|сб|вс|\d|[A-Za-zÀ-ž]{2,9}[.,] ?\d|在|于|於|작성|["'<]?\S+@)/i
const WROTE_END =
  /(?:\bwrote|\bwrites|\bschrieb(?: .{1,120})?|\bschreef(?: .{1,120})?|geschreven|a écrit|escribió|ha scritto|ha escrit|escreveu|\bskrev(?: .{1,120})?|napisał(?:\(a\)|a)?|napsal(?:\(a\)|a)?|pisze|kirjoitti|írta|a scris|έγραψε|đã viết|yazdı|menulis|написал(?:\(а\)|а)?|пишет|написав(?:\(ла\))?|пише|写道|寫道|の(?:メール|メッセージ)|書きました|作成|작성|님이 (?:작성|쓴 글)|said)\s{0,3}[:：]?\s*$/i
const HAS_DATE_OR_ADDRESS = /\d|@/
/** Gmail of some languages: date, name and address, no verb. */
const DATED_ADDRESS =
  /^(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4},? \d{1,2}:\d{2}).{0,200}<\s?[^<>\s]{1,250}@[^<>\s]{1,250}>\s{0,2}[:：]?\s*$/
/** `Ann <ann@home.test> wrote:`: the address stands in the first sentence. */
const NAMED_ADDRESS = /^[^.!?]{0,120}<[^<>\s]+@[^<>\s]+>/

const ORIGINAL =
  /^[\s>*]*[-_=~]{2,}\s*(?:original message|original appointment|ursprüngliche nachricht|originalnachricht|message d['’]origine|message original|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|ursprungligt meddelande|originalmeddelande|oprindelig meddelelse|original besked|opprinnelig melding|wiadomość oryginalna|original e-?mail|исходное сообщение|оригинальное сообщение|alkuperäinen viesti|původní zpráva|eredeti üzenet|mesaj original|orijinal mesaj|原始邮件|原始郵件|元のメッセージ|원본 메일|원본 메시지|reply message|reply above this line|in reply to)\s*[-_=~*\s]*$/i
/** What is forwarded is the content, not a quote. */
const FORWARD =
  /^[\s>*]*[-_=~]*\s*(?:begin )?(?:forwarded (?:message|by)|weitergeleitete nachricht|anfang der weitergeleiteten|message transféré|début du message (?:transféré|réexpédié)|mensaje reenviado|messaggio inoltrato|inizio messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht|begin doorgestuurd|videresendt|vidarebefordrat|przekazana wiadomość|пересылаемое сообщение|转发邮件|轉寄的郵件)/i
const REPLY_ABOVE =
  /^[\s>]*[-#*=~_ ]*(?:please )?(?:type|write|add|enter)?\s*(?:your )?repl(?:y|ies) (?:above|over) this line|^[\s>]*#{2,}.{0,80}#{2,}\s*$|^\s*~{4,}\s*$/i

const FIELD_FROM =
  /^[\s>]*\*?(?:from|von|de|da|van|från|fra|od|от|від|lähettäjä|feladó|gönderen|kimden|mittente|remitente|expéditeur|发件人|寄件者|寄件人|差出人|送信者|보낸 ?사람|από|de la)\s?\*?\s?[:：]\*?\s*\S/i
const FIELD_OTHER =
  /^[\s>]*\*?(?:sent|date|to|cc|subject|reply-to|importance|attachments|gesendet|datum|an|betreff|kopie|envoyé(?: le)?|à|objet|date d'envoi|destinataire|enviado(?: el| em)?|fecha|para|asunto|assunto|inviato|data|a|oggetto|verzonden|aan|onderwerp|skickat|till|ämne|kopia|dato|sendt|til|emne|wysłano|data wysłania|do|temat|dw|отправлено|дата|кому|тема|копия|надіслано|lähetetty|vastaanottaja|aihe|päivämäärä|päiväys|odesláno|komu|předmět|elküldve|címzett|tárgy|tarih|kime|konu|发送时间|日期|收件人|主题|抄送|傳送|收件者|主旨|送信日時|日時|宛先|件名|보낸 ?날짜|날짜|받는 ?사람|제목|trimis|către|subiect)\s?\*?\s?[:：]/i

const MOBILE =
  /^\s*[-_*]*\s*(?:sent (?:from|via|with|using) |get outlook for |von meinem .{1,40}gesendet|gesendet (?:von|mit|aus)|diese nachricht wurde von|envoyé (?:de(?:puis)?|à partir|avec) |télécharge[rz] outlook|enviado (?:desde|do|de|a partir) |obtener outlook|inviato (?:da|dal|con) |ottieni outlook|verstuurd (?:vanaf|met|via)|verzonden (?:vanaf|met)|skickat från|sendt fra|hentet fra|wysłano z|wysłane z|отправлено (?:с|из)|надіслано з|lähetetty |odesláno z|从我的|发自|發自|iphoneから|androidから|.{0,30}から送信|나의 .{1,20}에서 보냄|.{0,20}에서 보냄)/i
const RULE = /^[\s>]*[_-]{10,}\s*$/

export function isBlank(line: string): boolean {
  return line.trim() === ''
}
export function isQuoted(line: string): boolean {
  return /^\s{0,3}>/.test(line)
}
/** RFC 3676 §4.3: dash, dash, space. Many programs lose the space. */
export function isSignatureMark(line: string): boolean {
  return /^(?:--|—|––)\s?$/.test(line) || /^_{2,9}\s*$/.test(line)
}
export function isMobileSignature(line: string): boolean {
  return line.length <= 120 && MOBILE.test(line)
}
export function isOriginalMark(line: string): boolean {
  const start = line.slice(0, LINE_CHARS)
  return ORIGINAL.test(start) || REPLY_ABOVE.test(start)
}
export function isForwardMark(line: string): boolean {
  return FORWARD.test(line.slice(0, LINE_CHARS))
}
export function isRule(line: string): boolean {
  return RULE.test(line.slice(0, LINE_CHARS))
}
export function isFromField(line: string): boolean {
  return FIELD_FROM.test(line.slice(0, LINE_CHARS))
}
export function isOtherField(line: string): boolean {
  return FIELD_OTHER.test(line.slice(0, LINE_CHARS))
}
/** @param sentence  one to four lines joined, without quote marks */
export function isAttribution(sentence: string): boolean {
  if (sentence.length > LINE_CHARS) return false
  if (DATED_ADDRESS.test(sentence)) return true
  if (!WROTE_END.test(sentence) || !HAS_DATE_OR_ADDRESS.test(sentence)) return false
  return WROTE_START.test(sentence) || NAMED_ADDRESS.test(sentence)
}
