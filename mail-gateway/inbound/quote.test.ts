import { describe, expect, test } from 'vitest'
import { FACTOR, growthOf } from '../test-stage/growth.ts'
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

describe('in HTML', () => {
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
