/**
 * Who speaks: a person, a machine (auto-reply, list, notification, our own mail coming back) or a mail
 * server about mail that did not arrive. Signals of RFC 3834 §2 and §5, RFC 5230 §4.2, and the many others in use.
 * Automatic mail is recorded and never answered. `why` names the sign that decided.
 */
import type { MailNature } from '../../shared/wire/mail.ts'
import { parseBounce, parseComplaint, REPORT_BYTES } from './dsn.ts'
import { decodeWords, type Header } from './header.ts'
import { parseMailboxes } from './mailbox.ts'

const DAEMON =
  /^(?:mailer[-_.]?daemon|mail[-_.]?daemon|mail-?er|postmaster|mailsystem|mail[-_.]?(?:delivery|administrator|admin|router)|mdaemon|smtp[-_.]?daemon|bounces?|exchange)\b/i
const DAEMON_NAME =
  /mail(?:er)?[ -]?(?:delivery|daemon)|delivery (?:sub)?system|postmaster|system administrator|mail administrator|internet mail delivery|mdaemon/i
const ROBOT =
  /^(?:no-?reply|do-?not-?reply|noreply-|bounces?\+|auto-?(?:reply|responder|matic)|notifications?\b)/i
const BOUNCE_SUBJECT =
  /undeliver(?:able|ed)|returned (?:mail|to sender)|delivery (?:status notification|failure|failed|report|problem|error|unsuccessful|has failed|notification)|(?:mail|message|email) delivery (?:failed|failure|problem|system)|failure (?:notice|notification|delivery)|return(?:ed|ing) (?:message |mail |it )?to sender|mail failed|errors from|delayed|mail (?:could not|not delivered)|nameserver error|message (?:could not|not) (?:be )?deliver|could(?:n't| not) be (?:delivered|sent)|not (?:be )?delivered|warning: (?:could not send|message)|nondeliverable|non[- ]?delivery|undelivered|user unknown|mail ?system error|mail failure|failed (?:mail|delivery)|rejected mail|message (?:status|rejected|could not)|unzustellbar|nicht zugestellt|mail zurück|non remis|échec de (?:la )?(?:remise|distribution)|no (?:se ha podido|se pudo) entregar|mensaje no entregado|devuelt|não (?:foi )?entregue|mancata consegna|onbestelbaar|niet afgeleverd|недоставлен|не доставлен|niedostarcz|nie (?:została|zostało) dostarcz|kunde inte levereras|kunne ikke (?:leveres|levere)|ei voitu toimittaa|toimitus epäonnistui|nedoruč|nelze doručit|kézbesít|teslim edilemedi|iletilemedi|δεν παραδόθηκε|αδυναμία παράδοσης|не доставлено|nelivrat|無法(?:投遞|傳遞|寄出)|无法(?:投递|送达)|未送达|반송|전송 ?실패|配信|送信エラー|メール配送|退信|blocked by (?:our|the)|email (?:was )?(?:blocked|rejected)/i
const AUTO_SUBJECT =
  /^(?:(?:re|aw|sv|vs|antw)\s*:\s*)?(?:[[(]?auto(?:matic)?[- ]?(?:reply|response|antwort|svar|resposta|respuesta)[\])]?|automat(?:ic|ed|ische?|icky|isk[at]?|yczna)\b.{0,20}(?:reply|response|antwort|antwoord|réponse|svar|odpověď|odpowiedź|válasz)|auto:\s*(?:re|aw|sv|fwd?)\s*:|auto: .{0,60}(?:out of|away|return|abwesen|absent|back)|\[auto\]|auto-?(?:odpowied|réponse|risposta|respuesta|resposta)|out of (?:the )?office|ooo:|abwesen|urlaubs(?:abwesenheit|vertretung)|ich bin (?:nicht im büro|im urlaub|abwesend)|vacation(?: (?:auto|message|notice|notification|reply|response)|\s*[:!(-]|\s*$)|away from|away:|i am away|i'm away|on (?:vacation|holiday|leave)(?=\s*(?:until|till|from|through|[:(,.!-]|$|\d))|absen(?:ce|t) (?:du|de|from|notice|message|notification)|message d'absence|je suis absente?\b|réponse automatique|respuesta automática|risposta automatica|resposta automática|fuera de (?:la )?oficina|ausente\b|ausência|fuori (?:ufficio|sede)|assente\b|afwezig|autosvar|frånvaro|fravær|automaattinen|poissa|nieobecn|automatická odpov|mimo kancel|házon kívül|automatikus|távollét|răspuns automat|otomatik (?:yanıt|yanit|cevap)|ofis dışında|автоответ|автоматический ответ|автоматична відповідь|вне офиса|автоматичен|αυτόματη απάντηση|自动(?:回复|答复)|自動(?:回覆|回應|返信|応答)|不在(?:通知|の|です)|休暇|자동 ?(?:회신|응답|답장)|부재중|trả lời tự động|balasan otomatis|תשובה אוטומטית|رد تلقائي|پاسخ خودکار|odpowiedź automatyczna|samodejni odgovor|automatski odgovor|automatinis atsakymas|automātiska atbilde|automaatvastus|sjálfvirkt svar|ตอบกลับอัตโนมัติ|автоматичен отговор|автоматски одговор|аутоматски одговор|resposta automàtica|स्वचालित|休暇中)|[[(]auto(?:matic)?[- ]?(?:reply|response)[\])]\s*$/i
const BOUNCE_BODY =
  /\b(?:user unknown|unknown user|no such user|mailbox (?:is )?(?:full|unavailable|not found)|over quota|undeliverable|(?:could|can) ?not be delivered|couldn'?t be delivered|was not delivered|unable to deliver|failed permanently|permanent (?:fatal )?error|delivery (?:has )?failed|returned to (?:sender|you)|does not exist|doesn't exist|not (?:a )?(?:known|valid) user|5\d\d[ -]\d\.\d\.\d|status: [45]\.\d)/i

/** What a server says first of all. */
const BOUNCE_OPENING =
  /^[\s\p{P}]*(?:your (?:e-?mail|message|mail)|the (?:e-?mail|message|mail) (?:you sent|below)|this message|ihre (?:e-?mail|nachricht)|votre (?:message|courriel|e-?mail)|su (?:mensaje|correo)|a sua mensagem|il (?:suo |tuo )?messaggio|uw bericht)[^\n]{0,60}(?:could ?n[o']t|was not|has not|n'a pas|konnte nicht|wurde nicht|no (?:se )?(?:pudo|ha)|não|non (?:è|e'|ha)|niet|undeliverable|failed)/iu
/** Providers that tell of bounces in JSON. */
const BOUNCE_JSON = /"(?:notificationType|eventType)\\*"\s*:\s*\\*"Bounce/i
const TRANSCRIPT =
  /transcript of (?:the )?session|failed addresses follow|session transcript|^\s*(?:<<<|>>>|in:|out:)\s|\b[45]\d\d[ -][45]\.\d{1,3}\.\d{1,3}\b|returned (?:message|mail)|undeliver|not (?:been )?delivered|delivery|could not be sent|mail(?:box)? (?:full|quota)/im

/** How people begin, and what only they ask: no server does either. */
const PERSONAL =
  /^[\s\p{P}]*(?:hello|hi|hey|dear|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|sehr geehrte|liebe|bonjour|madame|monsieur|hola|buen[oa]s|estimad|ciao|salve|gentil|olá|bom dia|boa tarde|beste|geachte|hej|cześć|dzień dobry|szanown|здравствуйте|добрый|привет|こんにちは|お世話)(?!\p{L})|\b(?:i|my|we|our|me|us)\b[^\n]{0,200}\?/iu
const NAMES_ADDRESS = /[^\s<>"'@]{1,64}@[a-z0-9][a-z0-9.-]{1,250}/i

type Signs = {
  header: Header
  envelopeFrom: string
  from: string
  fromName: string
  subject: string
}

/**
 * @param text  the readable text; '' when the body could not be read
 * @param raw   the whole message
 */
export function judgeNature(
  header: Header,
  envelopeFrom: string,
  text: string,
  raw: Uint8Array,
): MailNature {
  const mailbox = parseMailboxes(header.first('from'))[0]
  const signs: Signs = {
    header,
    envelopeFrom,
    from: mailbox?.address || mailbox?.name || '',
    fromName: mailbox?.name ?? '',
    subject: decodeWords(header.first('subject')),
  }
  const latin = () =>
    Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.length, REPORT_BYTES)).toString('latin1')
  const feedback = whyFeedback(header)
  if (feedback === COMPLAINT)
    return { kind: 'auto', why: feedback, complaint: parseComplaint(latin()) }
  if (feedback) return { kind: 'auto', why: feedback }
  const bounce = whyBounce(signs, text, raw)
  if (bounce) {
    const ours = new Set(
      [signs.from, ...parseMailboxes(header.first('to')).map((one) => one.address)].map((one) =>
        one.toLowerCase(),
      ),
    )
    return {
      kind: 'bounce',
      why: bounce,
      ...parseBounce(text, latin(), header.first('x-failed-recipients'), ours),
    }
  }
  const auto = whyAuto(signs)
  return auto ? { kind: 'auto', why: auto } : { kind: 'person' }
}

/** The mark of a Deskside, not of ours alone: people write from other desks too. Whose it is the server knows. */
export function loopMark(header: Header): string | null {
  const mark = header.first('x-deskside-loop').trim().toLowerCase().slice(0, 255)
  return mark === '' ? null : mark
}

const COMPLAINT = 'feedback report (RFC 5965)'

/** RFC 5965 abuse reports and RFC 8098 read receipts: about mail, and no bounce. */
function whyFeedback(header: Header): string | null {
  const type = header.first('content-type')
  if (/^(?:complaint about message from|email feedback report)/i.test(header.first('subject')))
    return COMPLAINT
  if (!/^multipart\/report/i.test(type)) return null
  if (/feedback-report/i.test(type)) return COMPLAINT
  return /disposition-notification/i.test(type) ? 'read receipt (RFC 8098)' : null
}

function whyBounce(signs: Signs, text: string, raw: Uint8Array): string | null {
  const { header, subject } = signs
  const type = header.first('content-type')
  if (/^multipart\/report/i.test(type) && /delivery-status/i.test(type))
    return 'delivery report (RFC 3464)'
  if (header.has('x-failed-recipients')) return 'X-Failed-Recipients'
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.length, 64 * 1024)).toString(
    'latin1',
  )
  const words = (text || start).slice(0, 20_000)
  const hasReport = /^(?:final|original)-recipient\s*:/im.test(start)
  const autoSubmitted = header.first('auto-submitted')
  const isVacation = /auto-replied/i.test(autoSubmitted) && !hasReport
  const local = signs.from.split('@', 1)[0] ?? ''
  const isDaemon = DAEMON.test(local) || DAEMON_NAME.test(signs.fromName)
  const isNull = /^\s*<\s*>/.test(header.first('return-path')) || signs.envelopeFrom === ''
  const saysSubject = BOUNCE_SUBJECT.test(subject)
  if (hasReport && (isDaemon || isNull || saysSubject || /^multipart\/report/i.test(type)))
    return 'delivery report fields (RFC 3464)'
  if (BOUNCE_JSON.test(words)) return 'bounce notice of a provider'
  const saysBody = BOUNCE_BODY.test(words)
  if (
    isDaemon &&
    (saysSubject || saysBody || TRANSCRIPT.test(words)) &&
    !AUTO_SUBJECT.test(subject)
  )
    return 'sender and words of a mail server'
  if (isVacation || AUTO_SUBJECT.test(subject)) return null
  // A person who asks about a bounce has words of their own above it, and a parcel has no address like these.
  if (!isNull && (PERSONAL.test(words.slice(0, 400)) || !NAMES_ADDRESS.test(words))) return null
  if (saysSubject && BOUNCE_OPENING.test(words.slice(0, 400))) return 'first words of a mail server'
  if (saysSubject && saysBody && (isNull || !/^(?:re|fwd?|aw|wg)\s*:/i.test(subject)))
    return 'words of a mail server'
  return null
}

const AUTO_HEADERS = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-reply-from',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-autogenerated',
  'x-loop',
  'feedback-id',
  'x-ms-exchange-inbox-rules-loop',
  'x-ms-exchange-generated-message-source',
  'list-id',
  'list-unsubscribe',
  'list-post',
]

function whyAuto({ header, envelopeFrom, from, subject }: Signs): string | null {
  const submitted = header.first('auto-submitted').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  // RFC 3834 §5.2: `no` is the one value that means a person.
  if (submitted !== '' && submitted !== 'no') return `Auto-Submitted: ${submitted.slice(0, 40)}`
  const precedence = header.first('precedence').trim().toLowerCase()
  if (/^(?:bulk|list|junk|auto_reply)$/.test(precedence)) return `Precedence: ${precedence}`
  for (const name of AUTO_HEADERS) if (header.has(name)) return name
  const suppress = header.first('x-auto-response-suppress')
  if (/\b(?:all|oof|autoreply)\b/i.test(suppress)) return 'X-Auto-Response-Suppress'
  if (/autoresponder/i.test(header.first('delivered-to'))) return 'Delivered-To: autoresponder'
  if (/^multipart\/report/i.test(header.first('content-type'))) return 'multipart/report'
  const local = from.split('@', 1)[0] ?? ''
  if (DAEMON.test(local) || ROBOT.test(local)) return 'sender is a machine'
  if (/^\s*<\s*>/.test(header.first('return-path'))) return 'null return path'
  if (envelopeFrom === '') return 'null sender (RFC 5321 §4.5.5)'
  if (AUTO_SUBJECT.test(subject)) return 'subject of an automatic reply'
  return null
}
