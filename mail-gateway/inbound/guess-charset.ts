/**
 * What 8-bit bytes without a charset, or with a false one, most look like. Each charset that mail comes in is tried on the bytes, and
 * what reads most like words wins: letters of one script, in the case and beside the neighbours that words have, of an alphabet that
 * some language uses; for Chinese, Japanese and Korean the characters that every text is full of.
 *
 * Not here: what is done with a charset that is declared (charset.ts).
 */
import { decodeAs } from './decoder.ts'

/** A sample this long says it; the rest of a message is in the same charset. */
const SAMPLE_BYTES = 2 * 1024
/** Between two that read alike the earlier one of the list is meant more often. */
const CLEARLY = 1.02

const LATIN: Record<string, readonly string[]> = {
  'windows-1252': [
    'äöüß',
    'àâçéèêëîïôùûüœæ',
    'áéíñóúü¿¡ºª',
    'áàâãçéêíóôõúºª',
    'àèéìíòóùú',
    'åäöé',
    'æøåéòóô',
    'áðéíóúýþæö',
    'éëïöüóá',
  ],
  'windows-1250': [
    'ąćęłńóśźż',
    'áčďéěíňóřšťúůýž',
    'áäčďéíĺľňóôŕšťúýž',
    'áéíóöőúüű',
    'čćđšž',
    'ăâîșțşţ',
  ],
  'windows-1254': ['çğıöşüâ'],
  'windows-1257': ['ąčęėįšųūž', 'āčēģīķļņšūž', 'äõöüšž'],
}
/** The same letters in another order of bytes. */
const LATIN_ALSO: Record<string, keyof typeof LATIN> = { 'iso-8859-2': 'windows-1250' }

const SCRIPTS: Record<string, RegExp> = {
  'windows-1255': /[א-ת]/u,
  'windows-1251': /[а-яёіїєґўђјљњћџ]/iu,
  'koi8-u': /[а-яёіїєґ]/iu,
  'iso-8859-5': /[а-яёіїєўђјљњћџ]/iu,
  ibm866: /[а-яёєїў]/iu,
  'windows-1253': /[α-ωάέήίόύώϊϋΐΰ]/iu,
  'iso-8859-7': /[α-ωάέήίόύώϊϋΐΰ]/iu,
  'windows-1256': /[ء-يپچژگ]/u,
  'iso-8859-6': /[ء-ي]/u,
  'windows-874': /[ก-์]/u,
}

/** More than half of every text in the script: what tells two apart whose letters are the same bytes, such as Hebrew and Cyrillic. */
const FREQUENT = /[оеаинтсрвіαοιετσηνρόήέάίώύיוהלארתמבשاليمنرتوبةกนรอาเงมยลว่้ัี]/iu

/** Thai vowels and tones that stand where no consonant is for them. */
const IMPOSSIBLE = /^[ เแโใไ][ะ-ฺ็-๎]/u

/** Of each ten characters of any text some three or more are among these. */
const COMMON: Record<string, ReadonlySet<string>> = {
  gb18030: new Set(
    '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运您好请谢账户帮忙登录密码邮问题订单客服支付退款发票'.split(
      '',
    ),
  ),
  big5: new Set(
    '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決您好請謝帳號幫協助登錄密碼郵訂單客服支付退款發票處理'.split(
      '',
    ),
  ),
  'euc-kr': new Set(
    '이다는을를에의가니하고지사어요안로기한인도그나습시자있해대은리들제여서아정보게전만주수구일부상라면문와과오스장으신공동성원생각우세계비화경동연위관유조드내통거저까되된될않없것수때말할했합합니까중개용물방무실행회단당소현재감입력확처럼음며려데마바모두하녕계로그인번호메일발송주문결제환불답변빠른부탁드립릴겠'.split(
      '',
    ),
  ),
}

/** Of every hundred kanji in a Japanese text some sixty. */
const KANJI: ReadonlySet<string> = new Set(
  '日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者地合市業内相方四定今回新場金員九入選立開手力学問高代明実円関決子動京全目表経通外最言氏現理調体化田当八六約主題下意法不来作性的要用制度務強気小七成期公協取都和統以機平総加山思家話世受区領多県続進正安設保改数記院女初北午指心界支第産結百点教報済書活原先共得解名交資予向際査面委告文反元重近千考判認画海参売利組知案道信集在件団別物側任引使求所次水半品論計死官増係感特情投示変打男基私各始直両朝価式確提運終果西減台広容必応電住談能無再位置企真流格有疑口過局少放税検常校料状工建語営空職証土与急止送援供可役構割聞身費付切由説転食比難防補車優研収断何南足違消番規術護展態導備宅配副算視条独育席起万着店述残想線率病質念待試域助労例早限親額監環験追審商義伝働形景落担好退準造英被技低毎医復仕去味失移差個門写評課末守若種影命含福量望非観察整段型白深字答夜製票況音申様財識注呼達請願致添類頂問依頼領見積納品注文'.split(
    '',
  ),
)

/** @returns a label of decoder.ts; windows-1252 when nothing looks better */
export function guessLabel(bytes: Uint8Array): string {
  const sample = sampleOf(bytes)
  let best = { label: 'windows-1252', score: rateLatin(sample, 'windows-1252') * CLEARLY }
  const consider = (label: string, score: number) => {
    if (score > best.score) best = { label, score: score * CLEARLY }
  }
  const tries: [labels: readonly string[], rate: (bytes: Uint8Array, label: string) => number][] = [
    [['shift_jis', 'euc-jp'], rateJapanese],
    [Object.keys(COMMON), rateIdeographs],
    [Object.keys(SCRIPTS), rateScript],
    [[...Object.keys(LATIN), ...Object.keys(LATIN_ALSO)], rateLatin],
  ]
  for (const [labels, rate] of tries)
    for (const label of labels) {
      // No rating is above 1: nothing reads better any more.
      if (best.score >= 1) return best.label
      consider(label, rate(sample, label))
    }
  return best.label
}

/** The lines that have such bytes, whole: a character of two bytes is not cut. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte >= 0x80)
  let start = Math.max(0, first)
  while (start > 0 && bytes[start - 1] !== LF && first - start < 200) start--
  let end = Math.min(bytes.length, start + SAMPLE_BYTES)
  if (end < bytes.length) while (end > start + 1 && (bytes[end - 1] ?? 0) >= 0x80) end--
  return bytes.subarray(start, end)
}
const LF = 0x0a

function highCount(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) if (byte >= 0x80) count++
  return count
}

/**
 * Share of the high bytes that are letters of the script where such a letter would stand: beside others of it and no Latin ones, small
 * ones inside of words.
 */
function rateScript(bytes: Uint8Array, label: string): number {
  const letter = SCRIPTS[label]
  const text = decodeAs(label, bytes, true)
  if (letter === undefined || text === null) return 0
  let score = 0
  let letters = 0
  let frequent = 0
  for (const [run] of text.matchAll(/[^\u0000-\u0040\u005b-\u0060\u007b-\u007f]+/g)) {
    const chars = [...run]
    const isShouted = run === run.toUpperCase()
    chars.forEach((char, at) => {
      if (letter.test(char)) letters++
      if (FREQUENT.test(char)) frequent++
      if (char < '\u0080') score -= 1
      else if (!letter.test(char)) score -= /[«»“”„‘’–—…№€ ]/.test(char) ? 0 : 1
      else if (IMPOSSIBLE.test((chars[at - 1] ?? ' ') + char)) score -= 1
      else if (at > 0 && !isShouted && char !== char.toLowerCase()) score -= 1
      // One letter alone, inside of Latin ones or between blanks, is what every charset can make of a byte.
      else score += chars.length === 1 ? 0.3 : isShouted ? 0.96 : 1
    })
  }
  const isUsual = Math.min(1, (1.6 * frequent) / Math.max(1, letters))
  return (score / highCount(bytes)) * (0.7 + 0.3 * isUsual)
}

/** Share of the high bytes that are letters of one language's alphabet, or signs that stand where signs do. */
function rateLatin(bytes: Uint8Array, label: string): number {
  const alphabets = LATIN[label] ?? LATIN[LATIN_ALSO[label] ?? ''] ?? []
  const text = decodeAs(label, bytes, false) ?? ''
  const counts = new Map<string, number>()
  let score = 0
  for (const { 0: char, index } of text.matchAll(/[^\u0000-\u007f]/gu)) {
    if (/\p{L}/u.test(char)) {
      const small = char.toLowerCase()
      counts.set(small, (counts.get(small) ?? 0) + 1)
      // `ÄÖ` within small letters is no word of any language.
      if (char !== small && /\p{Ll}/u.test(text[index - 1] ?? '')) score -= 0.5
    } else {
      const sides = [text[index - 1], text[index + 1]].filter((one) => /\p{L}/u.test(one ?? ''))
      const isInWord = sides.length === (/[£¥¢¼½¯¦¶±]/.test(char) ? 1 : 2)
      const isUsual = /[\u00a0€‚„…‘’“”–—«»°²³§£©®™·•´¿¡ºª½¼]/.test(char)
      score += isUsual && (!isInWord || char === '’') ? 1 : -0.5
    }
  }
  const best = Math.max(
    ...alphabets.map((alphabet) =>
      [...counts].reduce((sum, [char, n]) => sum + (alphabet.includes(char) ? n : -n * 0.5), 0),
    ),
  )
  return (score + (counts.size > 0 ? best : 0)) / highCount(bytes)
}

/** Kana are half of every Japanese text, and rare in what only looks like one; a name of a file may be without. */
function rateJapanese(bytes: Uint8Array, label: string): number {
  const text = decodeAs(label, bytes, true)
  if (text === null) return 0
  const wide = text.match(/[\u3000-\u30ff\u4e00-\u9fff\uff00-\uff60]/g) ?? []
  const narrow = (text.match(/[\uff61-\uff9f]/g) ?? []).length
  const kana = wide.filter((char) => /[\u3040-\u30ff]/.test(char)).length
  const kanji = wide.filter((char) => KANJI.has(char)).length
  if (wide.length < 2 || narrow > kana) return 0
  return Math.min(1, Math.max(kana < 2 ? 0 : 2.5 * kana, kanji) / wide.length)
}

function rateIdeographs(bytes: Uint8Array, label: string): number {
  const common = COMMON[label]
  const text = decodeAs(label, bytes, true)
  if (common === undefined || text === null) return 0
  const wide = text.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u{20000}-\u{2ffff}]/gu) ?? []
  if (wide.length < 2) return 0
  const known = wide.filter((char) => common.has(char)).length
  return Math.max(
    Math.min(1, (2.5 * known) / wide.length),
    label === 'gb18030' ? ORDINARY * ordinaryShare(bytes) : 0,
  )
}

/** Of GB 2312's two levels the first, ordered by sound, has the characters that people know: two of them are hardly a coincidence. */
function ordinaryShare(bytes: Uint8Array): number {
  let pairs = 0
  let ordinary = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) continue
    pairs++
    if (byte >= 0xb0 && byte <= 0xd7 && (bytes[at + 1] ?? 0) >= 0xa1) ordinary++
    at++
  }
  return ordinary / pairs
}
const ORDINARY = 0.9
