/** The language of mails to submitters: what their browser said, what they proved to read, else the desk's. */
import { describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/kit/fault.ts'
import { LOCALES, PSEUDO } from '../../../shared/kit/locales.ts'
import { v } from '../../../shared/kit/schema.ts'
import { OutgoingMail } from '../../../shared/wire/mail.ts'
import { mailedToken, makeStage, type Stage } from '../../pages/test-stage/desk-stage.ts'
import { textOrNull } from '../../store/database.ts'

async function mailsOf(stage: Stage, kind: string): Promise<OutgoingMail[]> {
  const rows = await stage.desk.database.read.all(
    `SELECT mail FROM outgoing WHERE kind = ? ORDER BY at, id`,
    kind,
  )
  return rows.map((row) => v.parse(OutgoingMail, JSON.parse(String(row['mail']))))
}

const lastOf = async (stage: Stage, kind: string): Promise<OutgoingMail> => {
  const mail = (await mailsOf(stage, kind)).at(-1)
  if (!mail) throw new Error(`there is no ${kind}`)
  return mail
}

/** @returns the ticket */
async function file(stage: Stage, lang: string, over: Record<string, string> = {}) {
  const sent = await stage.post(`/q/help?send&lang=${lang}`, stage.fill(over))
  return /^\/s\/(\w+)/.exec(sent.headers.get('location') ?? '')?.[1] ?? ''
}

async function languageKept(stage: Stage, email = 'kim@example.com'): Promise<string | null> {
  const row = await stage.desk.database.read.get(
    `SELECT language FROM contacts WHERE email = ?`,
    email,
  )
  return row ? textOrNull(row, 'language') : null
}

async function wantEnds(stage: Stage): Promise<void> {
  unwrap(
    await stage.desk.parts.settings.change((settings) => ({
      ...settings,
      queues: settings.queues.map((queue) => ({ ...queue, isEndMailed: true })),
    })),
  )
}

describe('[A11Y-I18N] a mail to a submitter', () => {
  test.each(Object.entries(LOCALES))('%s: says which, and runs its way', async (lang, { intl }) => {
    const stage = await makeStage()
    await wantEnds(stage)
    const ticket = await file(stage, lang)
    await stage.edit(ticket, { op: 'set-status', status: 'solved' })
    const dir = LOCALES[lang as keyof typeof LOCALES].isRightToLeft ? 'rtl' : 'ltr'
    for (const kind of ['acknowledgement', 'end']) {
      const mail = await lastOf(stage, kind)
      expect(mail.language).toBe(lang)
      expect(mail.html).toContain(`<div lang="${lang}" dir="${dir}">`)
      // Answers are found by it, in every language.
      expect(mail.subject).toMatch(/ \[#1\]$/)
    }
    const day = new Intl.DateTimeFormat(intl, { month: 'short', day: 'numeric', timeZone: 'UTC' })
    const { text } = await lastOf(stage, 'acknowledgement')
    const isMonth = day.formatToParts(stage.now).find(({ type }) => type === 'month')?.value
    expect(text).toContain(isMonth)
  })

  test('no word of them is in no catalogue', async () => {
    const stage = await makeStage()
    await wantEnds(stage)
    const ticket = await file(stage, PSEUDO)
    await stage.reply(ticket, 'TURN IT.')
    await stage.edit(ticket, { op: 'set-status', status: 'solved' })
    await stage.reply(ticket, 'TURN IT.')
    const theirs =
      /TURN IT\.|Kim Lee|Harbour Help|General help|https?:\S+|\b(?:Re|Ann|UTC|Mon)\b|The lamp is dark|\d{1,2} Mar 2026|&\S+;/g
    const mails = await Promise.all(
      ['acknowledgement', 'end', 'reply'].map((kind) => mailsOf(stage, kind)),
    )
    expect(mails.map((some) => some.length)).toEqual([1, 1, 2])
    for (const { subject, text, html } of mails.flat())
      for (const said of [subject, text, (html ?? '').replace(/<[^>]*>/g, ' ')])
        expect(
          said.replace(/\[[^[\]]*(?:\[#\d+\])?[^[\]]*~\]/g, '').replace(theirs, ''),
        ).not.toMatch(/[A-Za-z]{2}/)
    expect(mails[2]?.map(({ text }) => text).join()).toContain('[Îţ íš šöļvéd ñöŵ.')
  })

  test('what an agent wrote is theirs: the foot alone is in the language of who reads it', async () => {
    const stage = await makeStage()
    const ticket = await file(stage, 'ar')
    await stage.reply(ticket, 'Turn it.')
    const reply = await lastOf(stage, 'reply')
    expect(reply.language).toBeUndefined()
    expect(reply.html).toMatch(/<div dir="auto"[^>]*>\s*<p[^>]*>Turn it\.<\/p>/)
    expect(reply.html).toMatch(/<p lang="ar" dir="rtl"[^>]*>\s*التذكرة #\u20681\u2069/)
  })

  test('of who came by mail nothing is known: then it is the desk’s', async () => {
    const stage = await makeStage({ DESKSIDE_LANGUAGE: 'de' })
    const opened = await stage.desk.commit({
      actor: { kind: 'desk' },
      device: 'test',
      pushId: '01arz3ndektsv4rrffq69g5fav',
      input: {
        kind: 'open',
        queue: 'help',
        channel: 'mail',
        requester: { name: 'Kim', address: 'kim@example.com' },
        subject: 'Hello',
        body: 'Hello',
        receivedAt: stage.now,
        isAcknowledged: true,
      },
    })
    expect(opened.ok).toBe(true)
    const mail = await lastOf(stage, 'acknowledgement')
    expect(mail.subject).toBe('Wir haben Ihre Nachricht [#1]')
    expect(mail.language).toBe('de')
    expect(await languageKept(stage)).toBeNull()
  })
})

describe('what somebody reads', () => {
  test('is not changed by whoever files in their name, but by the link that was mailed to them', async () => {
    const stage = await makeStage()
    const ticket = await file(stage, 'es')
    await file(stage, 'ar')
    expect(await languageKept(stage)).toBe('es')
    expect((await lastOf(stage, 'acknowledgement')).language).toBe('es')
    const token = await mailedToken(stage.desk, ticket)
    await stage.post(`/s/${ticket}/open?lang=fr`, { token: 'x' })
    expect(await languageKept(stage)).toBe('es')
    await stage.post(`/s/${ticket}/open?lang=fr`, { token })
    expect(await languageKept(stage)).toBe('fr')
  })

  test('a form that is sent again from a page in another language is the same form', async () => {
    const stage = await makeStage()
    const fields = stage.fill()
    const first = await stage.post('/q/help?send&lang=de', fields)
    const again = await stage.post('/q/help?send&lang=ar', fields)
    expect(again.status).toBe(303)
    expect(again.headers.get('location')?.split('?')[0]).toBe(
      first.headers.get('location')?.split('?')[0],
    )
    expect(await mailsOf(stage, 'acknowledgement')).toHaveLength(1)
  })

  test('[CO19] is forgotten with them', async () => {
    const stage = await makeStage()
    await file(stage, 'de')
    const row = await stage.desk.database.read.get(`SELECT id FROM contacts`)
    unwrap(
      await stage.desk.commit({
        actor: { kind: 'desk' },
        device: 'test',
        pushId: '01arz3ndektsv4rrffq69g5fav',
        input: { kind: 'erase', contact: String(row?.['id']), why: 'asked for' },
      }),
    )
    const rows = await stage.desk.database.read.all(`SELECT language FROM contacts`)
    expect(rows).toEqual([{ language: null }])
  })

  test('a header of 10 KB says no more than a short one, and a wrong one nothing', async () => {
    const stage = await makeStage()
    for (const [at, accept] of [`fr${',x'.repeat(5000)}`, '\u00e9;;q=\u00ff'].entries())
      await stage.post('/q/help?send', stage.fill({ email: `kim${at}@example.com` }), {
        headers: { 'accept-language': accept },
      })
    expect(await languageKept(stage, 'kim0@example.com')).toBe('fr')
    expect(await languageKept(stage, 'kim1@example.com')).toBe('en')
  })
})
