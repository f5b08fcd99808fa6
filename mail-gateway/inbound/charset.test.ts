/** Characters: by the name that a message gives, by names that only old programs know, and by how the bytes look when nothing is said. */
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decodeText } from './charset.ts'
import { decodeWords } from './header.ts'

describe('[MR15] a charset that is said', () => {
  test.each([
    ['windows-1252', '“Hi” – 10 €…'],
    ['iso-8859-1', 'it’s “fine”', 'windows-1252'],
    ['ks_c_5601-1987', '똠방각하', 'cp949'],
    ['cp949', '안녕하세요 똠방', 'cp949'],
    ['iso-8859-16', 'Șțiință'],
    ['cp850', 'Grüße äöü'],
    ['ibm437', 'Grüße'],
    ['utf-32', 'Grüße'],
    ['cp1250', 'Příliš žluťoučký', 'windows-1250'],
    ['maccyrillic', 'Привет'],
    ['windows-31j', '①髙', 'cp932'],
    ['tis-620', 'สวัสดี'],
  ])('%s', (label, text, written = label) => {
    expect(decodeText(iconv.encode(text, written), label)).toBe(text)
  })

  test('Korean in seven bits (RFC 1557)', () => {
    const bytes = Buffer.from('\x1b$)C\x0e>H3gGO<<?d\x0f ok', 'latin1')
    expect(decodeText(bytes, 'iso-2022-kr')).toBe('안녕하세요 ok')
  })

  test('words in ISO-2022-JP that were encoded one by one', () => {
    const word = (base64: string) => `=?ISO-2022-JP?B?${base64}?=`
    const subject = `${word('GyRCJCpMZCQkOWckbyQ7GyhC')} ${word('GyRCJE43bxsoQg==')}`
    expect(decodeWords(subject)).toBe('お問い合わせの件')
  })
})

describe('[MR15] a charset that nobody says', () => {
  test.each([
    ['windows-1252', 'Müller'],
    ['windows-1252', 'Ich kann mich nicht einloggen, können Sie helfen? Grüße'],
    ['windows-1252', 'São Paulo não está'],
    ['windows-1252', '© 2026, £50 – naïve'],
    ['windows-1250', 'Příliš žluťoučký kůň'],
    ['iso-8859-2', 'Nie mogę się zalogować, proszę o pomoc. Żółć'],
    ['windows-1254', 'teşekkür ederim, iyi günler'],
    ['windows-1257', 'Ačiū labai už pagalbą'],
    ['windows-1251', 'Здравствуйте! Не могу войти.'],
    ['windows-1251', 'ПРИВЕТ'],
    ['koi8-r', 'Здравствуйте! Не могу войти.'],
    ['koi8-u', 'Дякую за допомогу, їжак'],
    ['iso-8859-5', 'Привет всем, как дела'],
    ['cp866', 'Помогите, пожалуйста'],
    ['iso-8859-7', 'Καλημέρα, δεν μπορώ να συνδεθώ'],
    ['windows-1253', 'ευχαριστώ πολύ'],
    ['windows-1255', 'שלום, אני לא מצליח להתחבר'],
    ['windows-1256', 'مرحبا، لا أستطيع الدخول إلى حسابي'],
    ['tis-620', 'ขอบคุณครับ'],
    ['gb18030', '您好，我的账户无法登录'],
    ['gb18030', '测试'],
    ['big5', '您好，我的帳號無法登入，請協助處理。'],
    ['euc-kr', '안녕하세요, 계정에 로그인할 수 없습니다.'],
    ['shift_jis', '請求書'],
    ['shift_jis', 'アカウントにログインできません。'],
    ['euc-jp', 'お問い合わせ'],
  ])('%s: %s', (written, text) => {
    expect(decodeText(iconv.encode(text, written), null)).toBe(text)
    expect(decodeText(iconv.encode(text, written), 'us-ascii')).toBe(text)
  })
})
