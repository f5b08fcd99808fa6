/** The language of what people of the desk are written and told: as their devices say, else the desk's. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unwrap } from '../../../shared/kit/fault.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { LOCALES, PSEUDO } from '../../../shared/kit/locales.ts'
import { v } from '../../../shared/kit/schema.ts'
import type { Rights } from '../../../shared/ticket/ticket-rules.ts'
import { changeNotices } from '../../auth/notices.ts'
import { keepPersonLanguage, knownLanguage } from '../../auth/person-language.ts'
import { openStage, type Stage } from '../../commit/test-stage/desk-stage.ts'
import { putDevice } from '../../push/devices.ts'
import { openPushService, type PushService } from '../../push/test-stage/push-service.ts'
import { sendDigests } from '../../reports/digest.ts'
import { SlaTerms } from '../../settings/sla-terms.ts'
import { languageOf } from '../../words/language.ts'
import { makeLetters, PROVED } from '../test-stage/letters.ts'
import { queueDeliveryNotice, queueKeptBackNotice } from './delivery-notice.ts'
import { openForDesk } from '../../commit/access.ts'
import { putBackUnchanged } from '../../commit/ticket-work.ts'
import { mailSignInLink } from './sign-in-mail.ts'

let stage: Stage
let service: PushService
let letters: ReturnType<typeof makeLetters>
let ada: Rights
let ben: Rights

beforeEach(async () => {
  service = await openPushService()
  stage = await openStage({ DESKSIDE_EGRESS_ALLOW: '127.0.0.0/8' })
  letters = makeLetters(stage)
  ada = await stage.agent('Ada', null, 'lead')
  ben = await stage.agent('Ben')
  await changeNotices(stage.desk.database, ada.person, { assigned: true, answered: true })
})
afterEach(async () => {
  await stage.close()
  await service.close()
})

/** As if it were one that is offered: the language of tests is not taken from a device. */
const setLanguage = (person: string, language: string) =>
  stage.sql.run(`UPDATE people SET language = ? WHERE id = ?`, language, person)

const assign = async (ticket: string) =>
  unwrap(
    await stage.push(ben, {
      kind: 'edit',
      ticket,
      ops: [{ op: 'set-assignee', assignee: ada.person }],
    }),
  )

/** All mails that Ada can get, one after the other. */
async function everyMail() {
  const person = await stage.desk.people.byId(ada.person)
  if (!person) throw new Error('Ada is gone')
  const link = { link: 'https://desk.test/sign-in#x', asked: 'fr' }
  await mailSignInLink(stage.desk.parts, person, link)
  await promise()
  const { ticket } = await letters.begun()
  await assign(ticket)
  const notice = (await letters.sent('agent-notice')).at(-1)
  // Without a word of her own: she is told that it was not taken.
  await letters.from('ada@desk.test', notice?.replyTo?.address ?? '', {
    sender: PROVED,
    text: '> quoted',
    visible: '',
  })
  await stage.desk.database.write(async (tx) => {
    const request = {
      tx,
      now: stage.now(),
      actor: { kind: 'desk' as const },
      device: 'desk',
      origin: null,
    }
    const work = await openForDesk(stage.desk.parts, request, ticket)
    await queueDeliveryNotice(stage.desk.parts, work, { message: null, code: '5.1.1' })
    await queueKeptBackNotice(stage.desk.parts, work, null)
    putBackUnchanged(work)
  })
  stage.advance(2 * 3_600_000)
  await stage.desk.jobs.runDue()
  await sendDigests(stage.desk.parts, stage.desk.rollups)
  stage.advance(40 * 86_400_000)
  await sendDigests(stage.desk.parts, stage.desk.rollups)
  return [
    ...(await letters.sent('sign-in')),
    ...(await letters.sent('agent-notice')),
    ...(await letters.sent('notice')),
  ].filter(({ to }) => to[0]?.address === 'ada@desk.test')
}

/** A first response is promised within an hour, and somebody is told. */
const promise = async () =>
  unwrap(
    await stage.desk.parts.settings.change((settings) => ({
      ...settings,
      sla: v.parse(SlaTerms, {
        calendars: [],
        policies: [
          {
            ...{ id: 'all', name: 'All', state: 'live', match: {}, calendar: 'desk', pauseOn: [] },
            targets: { firstResponse: { seconds: 3600, time: 'wall', warnSeconds: 900 } },
            ...{ alarms: {}, version: 1, changedAt: 0, changedBy: '' },
          },
        ],
      }),
    })),
  )

describe('[LA1] a mail to a person of the desk', () => {
  test.each(Object.entries(LOCALES))('%s: says which, and runs its way', async (lang, locale) => {
    await setLanguage(ada.person, lang)
    const mails = await everyMail()
    expect(mails).toHaveLength(7)
    for (const mail of mails) {
      expect(mail.language).toBe(lang)
      // Plain words will do where programs show them the right way by themselves.
      expect(mail.html?.slice(0, 25) ?? null).toBe(
        locale.isRightToLeft ? `<div lang="${lang}" dir="rtl" ` : null,
      )
    }
    const { agent } = languageOf(lang).words
    const desk = stage.desk.parts.settings.get().deskName
    const month = mails.flatMap(({ text }) => text.match(/\d{4}-\d\d/) ?? []).at(0) ?? ''
    // Some are queued in the same moment: which of them is first is not said.
    expect(mails.map(({ subject }) => subject).toSorted()).toEqual(
      [
        agent.signIn.subject({ desk }),
        agent.assigned.subject({ number: 1 }),
        agent.notSent.subject({ number: 1 }),
        agent.promise.overdue({ number: 1 }),
        agent.digest.subject({ desk, month }),
        agent.undelivered.subject({ number: 1 }),
        agent.notSent.subject({ number: 1 }),
      ].toSorted(),
    )
  })

  test('no word of them is in no catalogue', async () => {
    await setLanguage(ada.person, PSEUDO)
    const mails = await everyMail()
    expect(mails).toHaveLength(7)
    const theirs = /https?:\S+|^- .*$/gm
    for (const { subject, text } of mails)
      for (const said of [subject, text.replace(theirs, '')])
        for (const line of said.split('\n').filter(Boolean)) expect(line).toMatch(/^\[.* ~\]$/)
  })

  test('is in what they chose; what a browser asks for counts until then, and later choices after', async () => {
    const { database } = stage.desk
    expect(await knownLanguage(stage.sql, ada.person)).toBeNull()
    const tell = (language: string, isGuess: boolean) =>
      keepPersonLanguage(database, ada.person, { language, isGuess })
    expect(await tell('fr', true)).toBe('fr')
    expect(await tell('de', true)).toBe('fr')
    expect(await tell('es', false)).toBe('es')
    expect(await tell('de', true)).toBe('es')
    expect(await knownLanguage(stage.sql, ben.person)).toBeNull()
  })

  test('a link to sign in: of somebody nobody knows, in what the browser asks for, else the desk’s', async () => {
    const person = await stage.desk.people.byId(ada.person)
    if (!person) throw new Error('Ada is gone')
    const sent = async (asked: string | null) => {
      await mailSignInLink(stage.desk.parts, person, { link: 'https://desk.test/x', asked })
      stage.advance(1)
      return (await letters.sent('sign-in')).at(-1)?.language
    }
    expect([await sent(null), await sent('de')]).toEqual(['en', 'de'])
    await setLanguage(ada.person, 'ar')
    expect(await sent('de')).toBe('ar')
  })

  test.each(Object.keys(LOCALES))('%s: is answered by mail all the same', async (lang) => {
    await setLanguage(ada.person, lang)
    const { ticket } = await letters.begun()
    await assign(ticket)
    const notice = (await letters.sent('agent-notice')).at(-1)
    stage.advance(60_000)
    const text = `Try the other door.\n\n${notice?.text ?? ''}`
    await letters.from('ada@desk.test', notice?.replyTo?.address ?? '', {
      sender: PROVED,
      text,
      visible: text,
    })
    const said = (await stage.read(ticket)).messages.filter(({ kind }) => kind === 'reply')
    expect(said.map((one) => one.text)).toEqual(['Try the other door.'])
  })
})

describe('[LA2] a notification', () => {
  const ALL = { queues: ['support'], answers: true, promises: true, quiet: null }

  async function listen(rights: Rights, language?: string, secretOf?: string) {
    const secret = secretOf ?? (await stage.desk.sessions.open(rights.person, 'browser'))
    const session = await stage.desk.sessions.authenticate(secret)
    if (!session) throw new Error('no session')
    const by = { id: stage.newId(), session: session.id, person: rights.person, now: stage.now() }
    const told = { ...service.subscribe(), ...ALL, ...(language && { language }) }
    unwrap(await stage.desk.database.write((tx) => putDevice(tx, told, by)))
    return secret
  }

  async function said(): Promise<[string, string, string][]> {
    const before = service.pushed.length
    await stage.ticket()
    stage.advance(LIMITS.pushSettleMs)
    await stage.desk.pushes.runDue()
    return service.pushed
      .slice(before)
      .map(({ message: { notification: one } }): [string, string, string] => [
        one.title,
        one.lang,
        one.dir,
      ])
      .toSorted(([one], [other]) => one.localeCompare(other))
  }

  test('is in the language of the device it goes to', async () => {
    await setLanguage(ada.person, 'fr')
    await listen(ada, 'ar')
    await listen(ada, 'de')
    expect(await said()).toEqual([
      ['Neues Ticket #1', 'de', 'auto'],
      ['تذكرة جديدة #\u20681\u2069', 'ar', 'rtl'],
    ])
  })

  test('of a device that did not say, in that of its person; else in the desk’s', async () => {
    await setLanguage(ada.person, 'fr')
    await listen(ada)
    await listen(ben, 'xx')
    expect((await said()).map(([title]) => title)).toEqual(['New ticket #1', 'Nouveau ticket #1'])
  })

  test('a browser that got another address is told in the same', async () => {
    const secret = await listen(ada, 'es')
    await listen(ada, undefined, secret)
    expect(await said()).toEqual([['Ticket nuevo #1', 'es', 'auto']])
  })
})
