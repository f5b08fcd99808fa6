import { describe, expect, test } from 'vitest'
import { FOLD_MARK, REMOTE_SOURCE } from '../../shared/ticket/mail-html.ts'
import { cleanMail, gatherQuote, INLINE_SOURCE } from './mail-cleaner.ts'

function htmlOf(html: string): string {
  const host = document.createElement('div')
  host.append(cleanMail(html).content)
  return host.innerHTML
}

describe('[MA14] [MR21] what is shown can load and do nothing', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src="x" onerror="alert(1)">',
    '<svg><image href="https://a.test/x"></image></svg>',
    '<svg><filter><feImage href="https://a.test/x"/></filter></svg>',
    '<math><mtext><a xlink:href="javascript:x">y</a></mtext></math>',
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
    '<a href="vbscript:x">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<a href="//a.test/x">x</a>',
    '<a href="blob:https://a.test/x">x</a>',
    '<table background="https://a.test/x"></table>',
    '<p style="background: url(https://a.test/x)">x</p>',
    '<p style="background-image: image-set(\'https://a.test/x\' 1x)">x</p>',
    '<p style="b\\61ckground: u\\72l(https://a.test/x)">x</p>',
    '<p style="color: var(--accent)">x</p>',
    '<p style="position: fixed; inset: 0; z-index: 9">x</p>',
    '<p style="margin: -400px; margin-top: -9px">x</p>',
    '<p style="display: none; font-size: 0; opacity: 0; visibility: hidden">x</p>',
    '<p style="font-size: 1px; line-height: 0">x</p>',
    '<p id="app" class="sync-pill" name="x" slot="y" data-list tabindex="1" aria-hidden="true">x</p>',
    '<form action="https://a.test"><input name="x"><button formaction="https://a.test">x</button></form>',
    '<iframe src="https://a.test" srcdoc="x"></iframe><object data="x"></object><embed src="x">',
    '<link rel="stylesheet" href="https://a.test/x"><style>@import "https://a.test"</style>',
    '<base href="https://a.test"><meta http-equiv="refresh" content="0; url=https://a.test">',
    '<video poster="https://a.test/x"></video><audio src="https://a.test/x"></audio>',
    '<picture><source srcset="https://a.test/x"></picture>',
    '<img srcset="https://a.test/x 1x" sizes="1px" loading="eager" crossorigin>',
    '<template><img src="x" onerror="alert(1)"></template><noscript><img src="x" onload="alert(1)"></noscript>',
    '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
  ])('%s', (html) => {
    const clean = htmlOf(html)
    expect(clean).not.toMatch(
      /alert|a\.test|script|data:|\b(?:style|class|id|on\w+|src|srcset|action|background|tabindex|slot|name|aria-\w+)=/i,
    )
  })

  test('a picture waits: its address is kept where nothing loads it', () => {
    expect(htmlOf('<img src="https://a.test/x.png" alt="A">')).toBe(
      `<img alt="A" ${REMOTE_SOURCE}="https://a.test/x.png">`,
    )
    expect(htmlOf(`<img ${REMOTE_SOURCE}="javascript:x">`)).toBe('<img>')
    expect(htmlOf('<img src="cid:logo@x">')).toBe(`<img ${INLINE_SOURCE}="logo@x">`)
    expect(htmlOf(`<img ${INLINE_SOURCE}="logo@x">`)).toBe('<img>')
  })

  test('a link says where it leads and opens elsewhere', () => {
    expect(htmlOf('<a href="https://a.test/y" title="https://bank.test" target="_top">x</a>')).toBe(
      '<a href="https://a.test/y" title="https://a.test/y" target="_blank" rel="noopener noreferrer">x</a>',
    )
  })

  test('how a mail looks stays', () => {
    const html =
      '<td width="600" bgcolor="#eeeeee" style="padding: 4px 8px; color: #ff0000; font-family: Arial, sans-serif">x</td>'
    expect(htmlOf(`<table><tbody><tr>${html}</tr></tbody></table>`)).toContain(html)
  })
})

describe('[MA13] [MR25] the quote', () => {
  const fold = `<wbr ${FOLD_MARK}="fold">`
  const unfold = `<wbr ${FOLD_MARK}="unfold">`
  test.each([
    ['to the end', `<p>new</p>${fold}<p>old</p><p>older</p>`, 'new', 'oldolder'],
    ['out of an element', `<div><p>new</p>${fold}<p>old</p></div><p>older</p>`, 'new', 'oldolder'],
    ['above the answer', `${fold}<p>old</p>${unfold}<p>new</p>`, 'new', 'old'],
    [
      'between rows of a table',
      `<table><tr><td>new${fold}</td></tr><tr><td>old</td></tr></table>`,
      'new',
      'old',
    ],
  ])('is gathered: %s', (_name, html, shown, folded) => {
    const { content } = cleanMail(html)
    const quote = gatherQuote(content)
    expect(quote?.textContent).toBe(folded)
    quote?.remove()
    expect(content.textContent).toBe(shown)
  })

  test('without marks, or with marks the wrong way round, there is none', () => {
    expect(gatherQuote(cleanMail('<p>a</p>').content)).toBeNull()
    expect(gatherQuote(cleanMail(`<p>a</p>${unfold}<p>b</p>${fold}`).content)).toBeNull()
  })
})

test('a mail without colours of its own wears the app’s; with any, it keeps all', () => {
  const plain = cleanMail(
    '<p style="color: black; background: #fff">a<font color="#1f1f1f">b</font></p>',
  )
  expect(plain.isColoured).toBe(false)
  expect(plain.content.querySelector('[style], [color]')?.getAttribute('style') ?? '').toBe('')
  const coloured = cleanMail('<p style="color: black">a</p><p bgcolor style="color: #c00">b</p>')
  expect(coloured.isColoured).toBe(true)
  expect(coloured.content.querySelector('p')?.getAttribute('style')).toBe('color: black')
})
