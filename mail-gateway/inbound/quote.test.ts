import { describe, expect, test } from 'vitest'
import { FACTOR, growthOf } from '../test-stage/growth.ts'
import { visibleOfHtml } from './parse.ts'
import { visibleHtml } from './quote-html.ts'
import { visibleText } from './quote.ts'

describe('the new words of a reply', () => {
  test.each([
    ['On Mon, 2 Jan 2026 at 10:00, Ann <ann@a.test> wrote:'],
    ['On Mon, 2 Jan 2026 at 10:00, Ann Somebody\n<ann@a.test>\nwrote:'],
    ['Am 02.01.2026 um 10:00 schrieb Ann <ann@a.test>:'],
    ['Le lun. 2 janv. 2026 à 10:00, Ann <ann@a.test> a écrit :'],
    ['El lun, 2 ene 2026 a las 10:00, Ann (<ann@a.test>) escribió:'],
    ['Il giorno lun 2 gen 2026 alle ore 10:00 Ann <ann@a.test> ha scritto:'],
    ['Em seg., 2 de jan. de 2026 às 10:00, Ann <ann@a.test> escreveu:'],
    ['Op ma 2 jan 2026 om 10:00 schreef Ann <ann@a.test>:'],
    ['W dniu 02.01.2026 o 10:00, Ann pisze:'],
    ['2 янв. 2026 г. Ann <ann@a.test> написал:'],
    ['2026年1月2日 10:00 Ann <ann@a.test>:'],
    ['-----Original Message-----'],
    ['-----Ursprüngliche Nachricht-----'],
    ['________________________________\nFrom: Ann\nSent: Monday\nTo: Bob\nSubject: x'],
    ['Von: Ann\nGesendet: Montag\nAn: Bob\nBetreff: x'],
    ['-- \nAnn\nThe Company'],
    ['Sent from my iPhone'],
  ])('above %j', (mark) => {
    expect(visibleText(`Yes, please.\n\nThanks\n\n${mark}\n> Shall we?\n> Ann\n`)).toBe(
      'Yes, please.\n\nThanks',
    )
  })
  test('below the quote', () => {
    expect(visibleText('On 1 Jan 2026, Ann <a@a.test> wrote:\n> Shall we?\n\nYes.')).toBe('Yes.')
  })
  test.each([
    [
      'answers between quotes',
      'Hi\n\nOn 1 Jan 2026, Ann <a@a.test> wrote:\n> One?\nYes.\n\n> Two?\nNo.\n',
    ],
    ['nothing but a quote', '> Shall we?\n> Ann'],
    ['nothing but a signature', '-- \nAnn'],
    [
      'a sentence that only sounds like it',
      'On reflection this is what my colleague wrote:\nthe rain in Spain',
    ],
    ['From: alone', 'The label says\nFrom: Berlin\nand nothing else'],
    [
      'a forwarded mail',
      '---------- Forwarded message ---------\nFrom: Ann\nDate: x\nSubject: y\nTo: z\n\nthe content',
    ],
  ])('all is shown: %s', (_name, text) => {
    expect(visibleText(text)).toBe(text.trimEnd() === text ? text : visibleText(text))
    expect(visibleText(text).trim()).toBe(text.trim())
  })
  test.each(['> ', '>\n', 'On 1 ', 'From: x\n', ' \n', '-- \n', 'wrote:\n', '<a@b.test>'])(
    'time grows with the length of a text of %j, not with its square',
    (piece) => {
      const growth = growthOf((size) => visibleText(piece.repeat(size / piece.length)))
      expect(growth).toBeLessThan(FACTOR * 4)
    },
  )
})

/** How programs announce what they quote. Made here, after what they are seen to send. */
const ANNOUNCED = [
  // Gmail
  'On Mon, Jan 2, 2026 at 10:00 AM Ann Other <ann@home.test> wrote:',
  'On Mon, 2 Jan 2026 at 10:00, Ann Other via Forum <\nann.other.with.a.long.address@forum.home.test> wrote:',
  'Am Mo., 2. Jan. 2026 um 10:00 Uhr schrieb Ann Other <ann@home.test>:',
  'Le ven. 2 janv. 2026 à 10:00, Ann Other <ann@home.test> a écrit :',
  'El vie, 2 ene 2026 a las 10:00, Ann Other (<ann@home.test>) escribió:',
  'Em sex., 2 de jan. de 2026 às 10:00, Ann Other <ann@home.test> escreveu:',
  'Il giorno ven 2 gen 2026 alle ore 10:00 Ann Other <ann@home.test> ha scritto:',
  'Op vr 2 jan 2026 om 10:00 schreef Ann Other <ann@home.test>:',
  'pt., 2 sty 2026 o 10:00 Ann Other <ann@home.test> napisał(a):',
  'пт, 2 янв. 2026 г. в 10:00, Ann Other <ann@home.test>:',
  'пт, 2 січ. 2026 р. о 10:00 Ann Other <ann@home.test> пише:',
  'fre 2 jan. 2026 kl. 10:00 skrev Ann Other <ann@home.test>:',
  'fre. 2. jan. 2026 kl. 10:00 skrev Ann Other <ann@home.test>:',
  'Den fre. 2. jan. 2026 kl. 10.00 skrev Ann Other <ann@home.test>:',
  'pe 2. tammik. 2026 klo 10.00 Ann Other (ann@home.test) kirjoitti:',
  'pá 2. 1. 2026 v 10:00 odesílatel Ann Other <ann@home.test> napsal:',
  'pi 2. 1. 2026 o 10:00 Ann Other <ann@home.test> napísal(a):',
  'Ann Other <ann@home.test> ezt írta (időpont: 2026. jan. 2., P, 10:00):',
  'În vin., 2 ian. 2026 la 10:00, Ann Other <ann@home.test> a scris:',
  'Ann Other <ann@home.test>, 2 Oca 2026 Cum, 10:00 tarihinde şunu yazdı:',
  'Στις Παρ 2 Ιαν 2026 στις 10:00 π.μ., ο χρήστης Ann Other <ann@home.test> έγραψε:',
  'Vào Th 6, 2 thg 1, 2026 vào lúc 10:00 Ann Other <ann@home.test> đã viết:',
  'Pada tanggal Jum, 2 Jan 2026 pukul 10.00 Ann Other <ann@home.test> menulis:',
  'Ann Other <ann@home.test> 于2026年1月2日周五 10:00写道：',
  'Ann Other <ann@home.test> 於 2026年1月2日 週五 上午10:00寫道：',
  '2026年1月2日(金) 10:00 Ann Other <ann@home.test>:',
  '2026년 1월 2일 (금) 오전 10:00, Ann Other <ann@home.test>님이 작성:',
  'El dv., 2 de gen. 2026, 10:00, Ann Other <ann@home.test> va escriure:',
  // Apple Mail
  'On 2 Jan 2026, at 10:00, Ann Other <ann@home.test> wrote:',
  'Am 02.01.2026 um 10:00 schrieb Ann Other <ann@home.test>:',
  'Le 2 janv. 2026 à 10:00, Ann Other <ann@home.test> a écrit :',
  'Op 2 jan. 2026 om 10:00 heeft Ann Other <ann@home.test> het volgende geschreven:',
  'Wiadomość napisana przez Ann Other <ann@home.test> w dniu 02.01.2026, o godz. 10:00:',
  '在 2026年1月2日，10:00，Ann Other <ann@home.test> 写道：',
  '2026/01/02 10:00、Ann Other <ann@home.test>のメール:',
  // Thunderbird, web mailers, the rest
  'On 1/2/26 10:00, Ann Other wrote:',
  'Am 02.01.26 um 10:00 schrieb Ann Other:',
  'Le 02/01/2026 à 10:00, Ann Other a écrit :',
  'W dniu 02.01.2026 o 10:00, Ann Other pisze:',
  'Dne 02. 01. 26 v 10:00 Ann Other napsal(a):',
  'Quoting Ann Other <ann@home.test>:',
  'Zitat von Ann Other <ann@home.test>:',
  'At 10:00 02/01/2026, you wrote:',
  '02.01.2026, 10:00, "Ann Other" <ann@home.test>:',
  'Friday, 2 January 2026, 10:00 +0100 from Ann Other <ann@home.test>:',
  'Пятница, 2 января 2026, 10:00 +03:00 от Ann Other <ann@home.test>:',
  '10:00 AM, January 2, 2026, "Ann - Home" <ann@home.test>:',
  '---- On Fri, 02 Jan 2026 10:00:00 +0100 Ann Other <ann@home.test> wrote ----',
  'Ann Other <ann@home.test> schrieb am Fr., 2. Jan. 2026, 10:00:',
  'On Jan 2, 2026 10:00, "Ann Other"\n<ann@home.test>\nwrote:',
  'Ann Other wrote on 02/01/2026 10:00:',
  'Ann Other <ann@home.test> skrev den 2 januari 2026 10:00:',
  'In message <x@home.test>, Ann Other <ann@home.test> writes:',
  'W dniu pt., 2 sty 2026 o 10:00 użytkownik Ann Other <ann@home.test> napisał:',
  '2 января 2026 г., 10:00 пользователь Ann Other <ann@home.test> написал:',
  'בתאריך 2 בינו׳ 2026 10:00, "Ann Other" <ann@home.test> כתב:',
  'في 2 يناير 2026 10:00 م، كتب "Ann Other" <ann@home.test>:',
  '>>> Ann Other <ann@home.test> 02/01/2026 10:00 >>>',
  '\u200fבתאריך יום ו׳, 2 בינו׳ 2026 ב-10:00 מאת \u202aAnn\u202c\u200f <\u202aann@home.test\u202c\u200f>:\u202c',
  '2026-01-02 오전 10:00에 Ann Other 이(가) 쓴 글:',
  'pt., 2 sty 2026 o 10:00 Ann Other of a company with a long name\n<ann@home.test> napisał(a):',
  '----------------\nКому: bob@home.test;\nТема: x;\n02.01.2026, 10:00, "Ann Other" <ann@home.test>:',
]

describe('[MR25] what programs announce, in many languages', () => {
  test.each(ANNOUNCED)('%s', (sentence) => {
    // Marked as quoted, or not: HTML turned to text has lost its marks.
    for (const quoted of ['> Shall we?\n> Ann', '\nShall we?\nAnn'])
      expect(visibleText(`Yes, please.\n\n${sentence}\n${quoted}\n`)).toBe('Yes, please.')
  })
  test('a language nobody listed, above quoted lines', () => {
    const sentence = 'Ann Other <ann@home.test> kirjutxyz 2. jaan 2026 kell 10.00:'
    expect(visibleText(`Yes.\n\n${sentence}\n> Shall we?`)).toBe('Yes.')
  })
  test.each([
    '-----Original Message-----',
    '-------- Original-Nachricht --------',
    '----- Message d’origine -----',
    '-------- Oprindelig besked --------',
    '*-------- Original Message --------*',
    '-------- Исходное сообщение --------',
    '------------------ 原始邮件 ------------------',
    'From: Ann <ann@home.test>\nSent: Friday\nTo: Bob\nSubject: x',
    '*Von:* Ann\n*Gesendet:* Freitag\n*An:* Bob\n*Betreff:* x',
    'De : Ann\nEnvoyé : vendredi\nÀ : Bob\nObjet : x',
    '========================================\n\nMessage du : 02/01/2026\nDe : "Ann" <ann@home.test>\nA : bob@home.test\nSujet : x',
    '________________________________\nDe: Ann <ann@home.test>\nEnviado: viernes\nPara: Bob\nAsunto: x',
    'От: Ann\nОтправлено: пятница\nКому: Bob\nТема: x',
    '发件人: Ann\n发送时间: 2026年1月2日\n收件人: Bob\n主题: x',
    'От: Ann\nИзпратено: петък\nДо: Bob\nТема: x',
    'Šalje: Ann\nPoslano: petak\nPrima: Bob\nPredmet: x',
    'Од: Ann\nПослато: петак\nЗа: Bob\nПредмет: x',
    'Saatja: Ann\nSaadetud: reede\nAdressaat: Bob\nTeema: x',
    'No: Ann\nNosūtīts: piektdiena\nKam: Bob\nTēma: x',
    'Nuo: Ann\nIšsiųsta: penktadienis\nKam: Bob\nTema: x',
    'De: Ann\nEnviat: divendres\nPer a: Bob\nTema: x',
    'از: Ann\nارسال شده: جمعه\nبه: Bob\nموضوع: x',
    'أُرسلت من الـ iPhone',
    'Yahoo Mail: Search, Organize, Conquer',
    '差出人: Ann\n送信日時: 2026年1月2日\n宛先: Bob\n件名: x',
    '---------- Forwarded message ---------\nFrom: Ann <ann@home.test>\nSubject: x',
    'Anfang der weitergeleiteten Nachricht:\n\nVon: Ann <ann@home.test>\nBetreff: x',
    'Sent from my iPhone',
    'Von meinem iPhone gesendet',
    'Get Outlook for iOS<https://aka.test/x>',
    'Envoyé de mon iPad',
    'Enviado desde mi Samsung',
    '발송: 나의 iPhone에서 보냄'.slice(4),
    '发自我的 iPhone',
  ])('%j and all below it', (mark) => {
    expect(visibleText(`Yes, please.\n\n${mark}\n\nShall we?\nAnn\n`)).toBe('Yes, please.')
  })
  test.each([
    ['a journey', 'Please book:\nFrom: Berlin\nTo: Paris\nDate: 3 May\n\nThanks'],
    ['a sentence with a verb', 'As my colleague wrote:\nthe rain in Spain'],
    ['a journey elsewhere', 'Моля:\nОт: София\nДо: Варна\nДата: 3 май\n\nБлагодаря'],
    ['a list with dashes', 'We need\n\n- bread\n- milk'],
    ['a rule in the middle', 'Above\n\n----\n\nbelow'],
    ['a sentence that begins as a telephone does', 'Sent from my desk is what\nthe label says.'],
    ['times and dates', 'On 2 January 2026 at 10:00 we open.\nOn 3 January we close.'],
    ['an appointment', 'Call 10:00 or write to ann@home.test:\nwe are there'],
  ])('is no quote: %s', (_name, text) => {
    expect(visibleText(text)).toBe(text)
  })
  test('a greeting, one quote, and the answer below it', () => {
    const text = 'Hi,\nOn 2 Jan 2026, Ann <ann@home.test> wrote:\n> Shall we?\n\nYes, at ten.\n'
    expect(visibleText(text)).toBe('Hi,\nYes, at ten.')
  })
  test('answers between quotes stay with them; the quotes below the last answer go', () => {
    const text =
      'On 2 Jan 2026, Ann <ann@home.test> wrote:\n> One?\n\nYes.\n\n> Two?\n\nNo.\n\n> Ann\n>\n> > old\n'
    expect(visibleText(text)).toBe(text.slice(0, text.indexOf('No.') + 3))
  })
  test('an answer below the line of a telephone and a quote is not folded', () => {
    const text = 'Sorry.\n\nSent from my iPhone\n\n> Shall we?\n\nI meant yes.'
    expect(visibleText(text)).toContain('I meant yes.')
  })
})

test.each([
  'On 2 Jan 2026 at 10:00 ',
  'On 2 Jan <\n\n',
  'schrieb ',
  '---- Original ',
  '_',
  'From: a@b.test\nTo: ',
  '> wrote:\n<',
  'Sent from \n\n',
])(
  '[MR24] %j over and over takes time that grows with its length, not with its square',
  (piece) => {
    const growth = growthOf((size) => visibleText(piece.repeat(Math.ceil(size / piece.length))))
    expect(growth).toBeLessThan(FACTOR * 4)
  },
)

describe('in HTML', () => {
  test('[MR25] the sentence above a quote that its element tells', () => {
    const quote = '<blockquote class="tutanota_quote">Shall we?</blockquote>'
    const html = `<div>Yes.</div><div>5 Jan 2026, 09:41 by ann@home.test:</div>${quote}`
    expect(visibleOfHtml(html)).toBe('Yes.')
    const own = `<div>Yes.</div><div>Write to ann@home.test:</div>${quote}`
    expect(visibleOfHtml(own)).toContain('Write to')
  })
  test('[MR25] what is left of interleaved quotes is set in, the last one goes', () => {
    const html =
      '<div>See below:<blockquote>One?</blockquote>Yes.<blockquote>Two?</blockquote>No.<blockquote>Ann</blockquote></div>'
    expect(visibleOfHtml(html)).toBe('See below:\n    One?\nYes.\n    Two?\nNo.')
  })
  test('a quote that only its sentence announces', () => {
    const html =
      '<p>Yes.<br><br>02.01.2026, 10:00, "Ann" &lt;<a href="mailto:a@home.test">a@home.test</a>&gt;:</p><blockquote>Shall we?</blockquote>'
    expect(visibleOfHtml(html)).toBe('Yes.')
  })
  test('the rule above a quote goes with it, a picture that nobody sees holds nothing', () => {
    const html =
      '<p>Yes.</p><hr><div id="divRplyFwdMsg"><b>From:</b> Ann</div><img width="1" height="1">'
    expect(visibleOfHtml(html)).toBe('Yes.')
  })
  test.each([
    [
      '<div>Yes</div><div class="gmail_quote">On … wrote:<blockquote>x</blockquote></div>',
      '<div>Yes</div>',
    ],
    ['<p>Yes</p><hr id="stopSpelling">old', '<p>Yes</p>'],
    ['<p>Yes</p><div id="divRplyFwdMsg">From: x</div><div>old</div>', '<p>Yes</p>'],
    ['<p>Yes</p><blockquote type="cite"><blockquote>a</blockquote>b</blockquote>', '<p>Yes</p>'],
  ])('%s', (html, visible) => {
    expect(visibleHtml(html)).toBe(visible)
  })
  test('words between quotes, or nothing else: all is shown', () => {
    const between =
      '<p>a</p><blockquote type="cite">q</blockquote><p>b</p><blockquote type="cite">q</blockquote>'
    expect(visibleHtml(between)).toBe(between)
    const only = '<div class="gmail_quote">forwarded</div>'
    expect(visibleHtml(only)).toBe(only)
  })
})
