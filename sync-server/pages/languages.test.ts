/**
 * Pages for people outside in each language, over HTTP: which one is chosen, that no word of another stands on a page, that
 * what people wrote stays theirs, and that nothing they send as a wish for a language does harm.
 */
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { LOCALES, PSEUDO } from '../../shared/kit/locales.ts'
import { cookieOf, HOUR, makeStage, type Stage } from './test-stage/desk-stage.ts'
import { languageOf } from '../words/language.ts'
import { readAccepted } from './page-language.ts'
import { sayInstant } from './words.ts'

const locales = Object.keys(LOCALES)

/** Pages of every kind, and what people wrote on them. */
async function showAll(stage: Stage, lang: string): Promise<Map<string, string>> {
  const q = `lang=${lang}`
  const shown = new Map<string, string>()
  const show = async (name: string, answer: Response) => shown.set(name, await answer.text())
  const fields = stage.fill()
  const sent = await stage.post(`/q/help?send&${q}`, fields)
  const place = sent.headers.get('location') ?? ''
  const cookie = cookieOf(sent)
  const ticket = /^\/s\/(\w+)/.exec(place)?.[1] ?? ''
  await show('fresh', await stage.get(place, cookie))
  const file = [new File(['0'.repeat(2000)], 'LAMP.TXT', { type: 'text/plain' })]
  await stage.post(`/s/${ticket}/reply?${q}`, stage.fill(), { headers: { cookie }, files: file })
  await stage.reply(ticket, 'Was it bright before?')
  for (const status of ['waiting', 'on-hold', 'solved', 'closed'] as const) {
    await stage.edit(ticket, { op: 'set-status', status })
    await show(status, await stage.get(place, cookie))
  }
  await show('start', await stage.get(`/?${q}`))
  await show('form', await stage.get(`/q/help?${q}`))
  await show('empty', await stage.post(`/q/help?send&${q}`, {}))
  await show(
    'wrong',
    await stage.post(
      `/q/help?send&${q}`,
      stage.fill({ name: 'Kim Lee '.repeat(40), email: 'kim', website: 'x' }),
      { files: file },
    ),
  )
  await show('trapped', await stage.post(`/q/help?send&${q}`, stage.fill({ website: 'x' })))
  await show('reused', await stage.post(`/q/help?send&${q}`, { ...fields, message: 'Other' }))
  const many = Array.from({ length: LIMITS.formFiles + 1 }, () => new File(['0'], '0'))
  await show('files', await stage.post(`/q/help?send&${q}`, stage.fill(), { files: many }))
  await show(
    'reply',
    await stage.post(`/s/${ticket}/reply?${q}`, { message: '' }, { headers: { cookie } }),
  )
  await show('locked', await stage.get(`/s/${ticket}?${q}`))
  await show('token', await stage.post(`/s/${ticket}/open?${q}`, { token: 'x' }))
  await show('figures', await stage.get(`/q/help/status?${q}`))
  await show('feed', await stage.get(`/q/help/status.atom?${q}`))
  await show('badge', await stage.get(`/q/help/badge.svg?${q}`))
  for (const path of ['/q/none', '/q/quiet/status', '/f/01aaaaaaaaaaaaaaaaaaaaaaaa'])
    await show(path, await stage.get(`${path}?${q}`))
  await show(
    'foreign',
    await stage.post(`/q/help?${q}`, {}, { headers: { origin: 'https://evil.example' } }),
  )
  for (let at = 0; at < LIMITS.formTicketsPerHourPerIp; at++)
    await stage.post('/q/help', stage.fill())
  await show('limited', await stage.post(`/q/help?send&${q}`, stage.fill()))
  return shown
}

/** Enough answered requests for public figures. */
async function fillFigures(stage: Stage): Promise<void> {
  for (let at = 0; at < 2 * LIMITS.metricsLeast; at++) {
    const id = await stage.open({ address: `kim${at}@example.com` })
    stage.now += HOUR / 10
    await stage.reply(id, 'Here.')
    await stage.edit(id, { op: 'set-status', status: 'solved' })
  }
  stage.now += HOUR
}

/** What a reader reads: text, and names of what has no text. */
function textsOf(page: string): string[] {
  const body = page
    .replace(/<!doctype[^>]*>|<\?xml[^>]*>/g, '')
    .replace(/<(?:textarea|bdi|strong dir="auto")[^]*?<\/(?:textarea|bdi|strong)>/g, '')
    .replace(/<(a|h1|p|span|div|th|dd)\b[^>]*dir="auto"[^>]*>[^<]*<\/\1>/g, '')
    .replace(/<footer[^]*?<\/footer>/g, '')
    .replace(/<title>#\d+ [^<]*<\/title>/g, '')
    .replace(/<\/?(?:strong|time|a)\b[^>]*>/g, '')
    .replace(/<(id|updated|name)>[^<]*<\/\1>/g, '')
  const attributes = [...body.matchAll(/\b(?:aria-label|alt|title|data-note)="([^"]*)"/g)]
  const words = /data-words="([^"]*)"/.exec(body)?.[1]?.replaceAll('&quot;', '"')
  return [
    ...body.replace(/<[^>]*>/g, '\n').split('\n'),
    ...attributes.map(([, said = '']) => said),
    ...Object.values(words ? (JSON.parse(words) as Record<string, string>) : {}),
  ]
    .map((one) => one.trim())
    .filter((one) => /\p{L}{2}/u.test(one))
}

describe('[A11Y-I18N] pages for people outside', () => {
  test('no page says a word that is in no catalogue', async () => {
    const stage = await makeStage()
    await fillFigures(stage)
    const shown = await showAll(stage, PSEUDO)
    // Names, addresses, days as Intl writes them, what formats are called.
    const theirs =
      /Kim Lee|Harbour Help|General help|Quiet|The lamp is dark|Ann|[\w.-]+@[\w.-]+|https?:\S+|\b\d{1,2} \w{3,9}(?: \d{4})?|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?\b|\bUTC\b|\bJSON\b|\b\d+(?:\.\d)?\s?k?B(?:ytes?)?\b|\bbytes?\b|LAMP.TXT|\{\w+\}|&\w+;|2026-W\d+/g
    const found: string[] = []
    for (const [name, page] of shown)
      for (const said of textsOf(page))
        if (/[a-z]{2}/i.test(said.replace(theirs, '').replace(/\[[^]*?~\]/g, '')))
          found.push(`${name}: ${said}`)
    expect(found).toEqual([])
    expect(shown.get('figures')).toContain('class="drawing"')
    for (const page of shown.values()) expect(page.length).toBeGreaterThan(100)
  })

  test.each(locales.filter((name) => name !== 'en'))('%s: no sentence of English', async (lang) => {
    const stage = await makeStage()
    await fillFigures(stage)
    const shown = await showAll(stage, lang)
    const english = await showAll(await makeStage(), 'en')
    const sentences = new Set(
      [...english.values()]
        .flatMap(textsOf)
        .filter((said) => said.split(' ').length > 3 && !said.endsWith('– Harbour Help')),
    )
    expect(sentences.size).toBeGreaterThan(40)
    const theirs = new Set([
      'It was bright yesterday.',
      'Today it is not.',
      'Was it bright before?',
    ])
    for (const [name, page] of shown)
      expect([
        name,
        textsOf(page).filter((said) => sentences.has(said) && !theirs.has(said)),
      ]).toEqual([name, []])
    const { intl, isRightToLeft } = LOCALES[lang as keyof typeof LOCALES]
    expect(intl).not.toBe('en-GB')
    const pages = [...shown].filter(([name]) => !['feed', 'badge'].includes(name))
    expect(pages.length).toBeGreaterThan(15)
    for (const [, page] of pages)
      expect(page).toContain(`<html lang="${lang}" dir="${isRightToLeft ? 'rtl' : 'ltr'}">`)
  })
})

describe('which language', () => {
  test('the address, then the browser, then the desk', async () => {
    const stage = await makeStage({ DESKSIDE_LANGUAGE: 'fr' })
    const langOf = async (path: string, accept?: string) => {
      const answer = await stage.app.request(path, {
        headers: accept === undefined ? {} : { 'accept-language': accept },
      })
      expect(answer.headers.get('vary')).toBe('accept-language, cookie')
      const lang = /<html lang="([^"]*)"/.exec(await answer.text())?.[1]
      expect(answer.headers.get('content-language')).toBe(lang)
      return lang
    }
    for (const path of ['/', '/q/help', '/q/help/status', '/q/none', '/s/x']) {
      expect(await langOf(path)).toBe('fr')
      expect(await langOf(path, 'pt-BR, zh;q=0.9')).toBe('fr')
      expect(await langOf(path, 'pt-BR, de-AT;q=0.5, ar;q=0.4')).toBe('de')
      expect(await langOf(`${path}?lang=es`, 'de')).toBe('es')
      expect(await langOf(`${path}?lang=AR-eg`, 'de')).toBe('ar')
      expect(await langOf(`${path}?lang=${encodeURIComponent('"><script>')}`, 'de')).toBe('de')
    }
  })

  test('figures may be kept by caches, one answer a language', async () => {
    const stage = await makeStage()
    for (const path of ['/q/help/status', '/q/help/badge.svg', '/q/help/status.atom']) {
      const ask = (lang: string) =>
        Promise.resolve(stage.app.request(path, { headers: { 'accept-language': lang } }))
      const [english, german] = [await ask('en'), await ask('de')]
      expect(english.headers.get('cache-control')).toContain('public, max-age=300')
      expect(english.headers.get('vary')).toBe('accept-language, cookie')
      expect(await english.text()).not.toBe(await german.text())
    }
    const json = await stage.get('/api/queues/help/metrics')
    expect(json.headers.get('vary')).toBeNull()
  })

  test('a choice goes along: links, the form, where it leads, and the answer', async () => {
    const stage = await makeStage()
    const page = await (await stage.get('/q/help?lang=ar')).text()
    expect(page).toContain('action="/q/help?send&amp;lang=ar"')
    expect(page).toContain('href="/?lang=ar"')
    expect(page).toContain('href="/q/help/status?lang=ar"')
    expect(page).toMatch(/href="\?lang=ar"[^>]*aria-current="true"/)
    const sent = await stage.post('/q/help?send&lang=ar', stage.fill())
    expect(sent.headers.get('location')).toMatch(/^\/s\/\w+\?lang=ar$/)
    const plain = await (await stage.get('/q/help')).text()
    expect(plain).toContain('action="/q/help?send"')
    // What was typed is on the page: no link leads away from it.
    const refused = await (await stage.post('/q/help?send&lang=ar', {})).text()
    expect(refused).not.toContain('class="languages"')
  })

  test('[LA5] a choice is remembered in a cookie that says nothing else, and another choice replaces it', async () => {
    const stage = await makeStage()
    const look = async (path: string, cookie = '', accept = 'de') => {
      const answer = await stage.app.request(path, {
        headers: { 'accept-language': accept, cookie },
      })
      const page = await answer.text()
      return {
        lang: /<html lang="([^"]*)"/.exec(page)?.[1],
        set: answer.headers.get('set-cookie'),
        page,
      }
    }
    const first = await look('/q/help?lang=ar')
    expect(first.set).toMatch(
      /^deskside-language=ar; Max-Age=31536000; Path=\/; HttpOnly;(?: Secure;)? SameSite=Lax$/,
    )
    const [cookie = ''] = first.set?.split(';') ?? []
    const again = await look('/q/help', cookie)
    expect([again.lang, again.set]).toEqual(['ar', null])
    // The figures too, and what is on no page.
    for (const path of ['/', '/q/help/status', '/q/none'])
      expect((await look(path, cookie)).lang).toBe('ar')
    expect((await look('/q/help?lang=ar', cookie)).set).toBeNull()
    const other = await look('/q/help?lang=fr', cookie)
    expect([other.lang, other.set?.split(';')[0]]).toEqual(['fr', 'deskside-language=fr'])
    // Nobody gets one who did not choose, and what is none of ours is none.
    expect((await look('/q/help')).set).toBeNull()
    expect((await look(`/q/help?lang=${PSEUDO}`)).set).not.toContain('XA')
    for (const wrong of ['xx', '"><script>', '%ff', PSEUDO, 'a'.repeat(5000)])
      expect(['de', 'en']).toContain((await look('/q/help', `deskside-language=${wrong}`)).lang)
    const sent = await stage.post('/q/help?send', stage.fill(), { headers: { cookie } })
    expect(sent.headers.get('set-cookie')).not.toContain('deskside-language')
    const kept = await stage.desk.database.read.get(`SELECT language FROM contacts`)
    expect(kept).toEqual({ language: 'ar' })
  })

  test('[LA6] English has American dates where the browser asks for them', async () => {
    const stage = await makeStage()
    const langOf = async (accept: string, path = '/q/help') => {
      const answer = await stage.app.request(path, { headers: { 'accept-language': accept } })
      return /<html lang="([^"]*)"/.exec(await answer.text())?.[1]
    }
    expect(await langOf('en-US,en;q=0.9')).toBe('en-US')
    expect(await langOf('en-us')).toBe('en-US')
    expect(await langOf('en-GB,en-US;q=0.9,en;q=0.8')).toBe('en')
    expect(await langOf('en,en-US;q=0.9')).toBe('en')
    expect(await langOf('de,en-US;q=0.9')).toBe('de')
    expect(await langOf('de,en-US;q=0.9', '/q/help?lang=en')).toBe('en-US')
    expect(await langOf('de,en-GB;q=0.9', '/q/help?lang=en')).toBe('en')
    expect(await langOf('de', '/q/help?lang=en')).toBe('en')
    const page = await stage.app.request('/q/help', { headers: { 'accept-language': 'en-US' } })
    expect(await page.text()).toMatch(/href="\?lang=en"[^>]*aria-current="true"/)
    // And so have the mails to who filled in the form there.
    const headers = { 'accept-language': 'en-US' }
    await stage.post('/q/help?send', stage.fill(), { headers })
    const kept = await stage.desk.database.read.get(`SELECT language FROM contacts`)
    expect(kept).toEqual({ language: 'en-US' })
    const at = Date.parse('2026-03-27T16:30:00Z')
    expect(sayInstant(languageOf('en-US'), at, 'UTC')).toMatch(/Mar 27, 2026.*4:30.PM/)
    expect(sayInstant(languageOf('en'), at, 'UTC')).toMatch(/27 Mar 2026.*16:30/)
  })

  test('the script is told in the language of the page, also what is wrong', async () => {
    const stage = await makeStage()
    const answer = await stage.post('/q/help?send&lang=de', stage.fill({ email: 'kim' }), {
      headers: { accept: 'application/json' },
    })
    expect(await answer.json()).toMatchObject({
      code: 'kit/invalid',
      fields: { email: expect.stringContaining('keine E-Mail-Adresse') },
    })
    const none = await stage.post('/q/none?lang=de', stage.fill(), {
      headers: { accept: 'application/json' },
    })
    expect(await none.json()).toMatchObject({ words: expect.stringContaining('Queue') })
  })

  test.each([
    ['nothing', undefined, null],
    ['plain', 'de', 'de'],
    ['a region', 'de-CH-1996', 'de'],
    ['weights', 'fr;q=0.2, es;q=0.8, de;q=0.5', 'es'],
    ['the first of equal ones', 'es, fr', 'es'],
    ['never', 'de;q=0, fr;q=0.1', 'fr'],
    ['anything', '*', null],
    ['English as Americans write dates', 'de;q=0.5, en-US', 'en-US'],
    ['unknown ones', 'tlh, xx-YY;q=0.9', null],
    ['a name of objects', '__proto__, constructor, toString', null],
    ['weights nobody knows', 'de;q=2, fr;q=-1, es;q=NaN, ar;q=1e9', null],
    ['rubbish', ';;;=,,,q=;q=;\u0000\ufffd, ,de;;q=0.5', 'de'],
    ['much before it', `${'x,'.repeat(5000)}de`, null],
    ['one that does not end', `${'d'.repeat(10_000)}e`, null],
    ['10 KB of weights', `de;q=0.5${';q=0.1'.repeat(1700)}`, 'de'],
  ])('what a browser asks for: %s', (_, header, locale) => {
    expect(readAccepted(header)).toBe(locale)
  })

  test('10 KB of wishes are answered, and at once', async () => {
    const stage = await makeStage()
    const hostile = 'de;q=0.'.repeat(1500)
    const begin = performance.now()
    for (let at = 0; at < 50; at++) readAccepted(hostile)
    expect(performance.now() - begin).toBeLessThan(100)
    const answer = await stage.app.request('/q/help', { headers: { 'accept-language': hostile } })
    expect(answer.status).toBe(200)
  })
})

test('[FO6] what is put into a sentence is text, whatever its language', async () => {
  const hostile = '<b onclick=x>{name}"&\u202e\ue000'
  for (const lang of ['en', 'ar']) {
    const stage = await makeStage()
    await stage.desk.parts.settings.change((settings) => ({
      ...settings,
      deskName: hostile,
      queues: settings.queues.map((queue) => ({ ...queue, name: hostile, about: hostile })),
    }))
    const sent = await stage.post(
      `/q/help?send&lang=${lang}`,
      stage.fill({ name: hostile, subject: hostile, message: hostile }),
    )
    const pages = [
      await stage.get(sent.headers.get('location') ?? '', cookieOf(sent)),
      ...(await Promise.all(
        ['/', '/q/help', '/q/help/status', '/q/help/status.atom', '/q/help/badge.svg'].map((path) =>
          stage.get(`${path}?lang=${lang}`),
        ),
      )),
      await stage.post(`/q/help?send&lang=${lang}`, { name: hostile }),
    ]
    for (const page of await Promise.all(pages.map((one) => one.text()))) {
      expect(page).not.toContain('<b onclick')
      expect(page).toContain('&lt;b onclick=x&gt;{name}&quot;&amp;\u202e\ue000')
    }
  }
})
