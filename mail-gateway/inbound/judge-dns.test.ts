/**
 * Senders judged the way it happens: messages that are signed, a name server that is asked over the network, and what
 * becomes of it when that one says nothing.
 */
import { generateKeyPairSync } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { authenticate, dkimSign } from 'mailauth'
import { noLog } from '../../shared/kit/log.ts'
import { v } from '../../shared/kit/schema.ts'
import { trustOf } from '../../shared/ticket/sender-trust.ts'
import { openNameServer, type Zone } from '../test-stage/name-server.ts'
import { makeJudge, type Believed } from './judge.ts'
import { makeAskNameServer } from './name-server.ts'

const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const keyRecord = { TXT: [`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`] }

/** What the whole world says of itself here. */
const ZONE: Zone = {
  'home.test': { TXT: ['unrelated', 'v=spf1 a:mx.home.test include:relay.test -all'] },
  'mx.home.test': { A: ['203.0.113.9'] },
  'relay.test': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'], A: ['198.51.100.2'] },
  's1._domainkey.home.test': keyRecord,
  '_dmarc.home.test': { TXT: ['v=DMARC1; p=reject; sp=quarantine'] },
  's1._domainkey.news.home.test': keyRecord,
  'strict.test': { TXT: ['v=spf1 ip4:203.0.113.0/24 -all'] },
  's1._domainkey.mail.strict.test': keyRecord,
  '_dmarc.strict.test': { TXT: ['v=DMARC1; p=reject; adkim=s; aspf=s'] },
  'plain.test': { TXT: ['v=spf1 ip4:203.0.113.0/24 -all'] },
  's1._domainkey.list.test': keyRecord,
  'evil.test': { TXT: ['v=spf1 +all'] },
  's1._domainkey.evil.test': keyRecord,
  'lax.test': { TXT: ['v=spf1 -all'] },
  '_dmarc.lax.test': { TXT: ['v=DMARC1; p=none'] },
  'broken.test': 'broken',
  '_dmarc.broken.test': 'broken',
  'mute.test': 'silent',
  '_dmarc.mute.test': 'silent',
  '_dmarc.halfmute.test': { TXT: ['v=DMARC1; p=reject'] },
  'halfmute.test': 'silent',
}
const HOST = '203.0.113.9'
const ELSEWHERE = '192.0.2.77'

type Server = Awaited<ReturnType<typeof openNameServer>>
const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function stand(believed: Partial<Believed> = {}, answerMs = 2_000) {
  const server = await openNameServer(ZONE)
  servers.push(server)
  const judge = makeJudge({
    timers,
    log: noLog,
    resolve: makeAskNameServer([server.address], answerMs),
    believed: { authservs: [], sealers: [], ...believed },
  })
  return {
    server,
    judge: async (raw: string, from: { ip?: string; envelopeFrom: string }) => {
      const judged = await judge(Buffer.from(raw), {
        remoteAddress: from.ip ?? HOST,
        helo: 'mx.home.test',
        envelopeFrom: from.envelopeFrom,
      })
      const address = /^From:.*?([^\s<]+@[^\s>]+)/m.exec(raw)?.[1] ?? null
      return { ...judged, trust: trustOf(judged, address) }
    },
  }
}

const mail = (from: string, more = '') =>
  `From: Ruth <${from}>\r\nTo: support@help.test\r\nSubject: Hello\r\n${more}\r\nThe words.\r\n`

async function signed(raw: string, signingDomain: string): Promise<string> {
  const key = { signingDomain, selector: 's1', privateKey }
  // The library's types name the first form, its code reads the second.
  const options = { ...key, signatureData: [key] }
  const { signatures } = await dkimSign(Buffer.from(raw), options)
  return signatures + raw
}

describe('[MR35] asked of a name server', () => {
  test('SPF alone: by address, by host name, by include', async () => {
    const { judge, server } = await stand()
    const raw = mail('ruth@home.test')
    const own = await judge(raw, { envelopeFrom: 'ruth@home.test' })
    expect(own).toMatchObject({
      spf: 'pass',
      dkim: 'none',
      dmarc: 'pass',
      aligned: ['spf'],
      fromDomain: 'home.test',
      spfDomain: 'home.test',
      policy: 'reject',
      trust: 'proved',
    })
    expect(server.asked).toContain('TXT home.test')
    expect(server.asked).toContain('A mx.home.test')
    expect(server.asked).toContain('TXT _dmarc.home.test')
    const relayed = await judge(raw, { ip: '198.51.100.7', envelopeFrom: 'ruth@home.test' })
    expect(relayed).toMatchObject({ spf: 'pass', trust: 'proved' })
  })

  test('DKIM alone, from a host that SPF does not know', async () => {
    const { judge } = await stand()
    const raw = await signed(mail('ruth@home.test'), 'home.test')
    expect(await judge(raw, { ip: ELSEWHERE, envelopeFrom: 'ruth@home.test' })).toMatchObject({
      spf: 'fail',
      dkim: 'pass',
      dmarc: 'pass',
      aligned: ['dkim'],
      dkimDomains: ['home.test'],
      trust: 'proved',
    })
  })

  test('a signed message whose words were changed is of nobody', async () => {
    const { judge } = await stand()
    const raw = (await signed(mail('ruth@home.test'), 'home.test')).replace('words', 'Words')
    expect(await judge(raw, { ip: ELSEWHERE, envelopeFrom: 'ruth@home.test' })).toMatchObject({
      dkim: 'fail',
      dmarc: 'fail',
      policy: 'reject',
      trust: 'disowned',
    })
  })

  test('everything in order, for another domain than the one that is shown', async () => {
    const { judge } = await stand()
    const raw = await signed(mail('ruth@home.test'), 'evil.test')
    expect(await judge(raw, { ip: ELSEWHERE, envelopeFrom: 'x@evil.test' })).toMatchObject({
      spf: 'pass',
      dkim: 'pass',
      dmarc: 'fail',
      dkimDomains: ['evil.test'],
      trust: 'disowned',
    })
  })

  test('a name below the domain may sign for it, unless it asks to be strict', async () => {
    const { judge } = await stand()
    const relaxed = await signed(mail('ruth@home.test'), 'news.home.test')
    expect(await judge(relaxed, { ip: ELSEWHERE, envelopeFrom: '' })).toMatchObject({
      dmarc: 'pass',
    })
    const strict = await signed(mail('ruth@strict.test'), 'mail.strict.test')
    expect(await judge(strict, { ip: ELSEWHERE, envelopeFrom: '' })).toMatchObject({
      dkim: 'pass',
      dmarc: 'fail',
      trust: 'disowned',
    })
    const exact = await judge(mail('ruth@strict.test'), { envelopeFrom: 'ruth@strict.test' })
    expect(exact).toMatchObject({ dmarc: 'pass', aligned: ['spf'] })
  })

  test('without a record, what is aligned proves it all the same', async () => {
    const { judge } = await stand()
    const raw = mail('ruth@plain.test')
    expect(await judge(raw, { envelopeFrom: 'ruth@plain.test' })).toMatchObject({
      dmarc: 'none',
      aligned: ['spf'],
      trust: 'proved',
    })
    const not = await judge(raw, { envelopeFrom: 'x@evil.test' })
    expect(not).toMatchObject({ spf: 'pass', dmarc: 'none', trust: 'unproved' })
  })

  test('a domain that only watches disowns nothing', async () => {
    const { judge } = await stand()
    expect(await judge(mail('ruth@lax.test'), { envelopeFrom: 'ruth@lax.test' })).toMatchObject({
      dmarc: 'fail',
      policy: 'none',
      trust: 'unproved',
    })
  })

  test('two From, or two people in it, prove nobody', async () => {
    const { judge } = await stand()
    const twice = `From: x@evil.test\r\n${await signed(mail('ruth@home.test'), 'home.test')}`
    expect((await judge(twice, { envelopeFrom: 'ruth@home.test' })).trust).not.toBe('proved')
    const both = mail('ruth@home.test>, <x@evil.test')
    expect((await judge(both, { envelopeFrom: 'ruth@home.test' })).trust).not.toBe('proved')
  })

  test('name servers that fail have judged nothing', async () => {
    const { judge } = await stand()
    const judged = await judge(mail('ruth@broken.test'), { envelopeFrom: 'ruth@broken.test' })
    expect(judged).toMatchObject({ spf: 'temperror', dmarc: 'temperror', trust: 'unchecked' })
  })

  test('one that never answers is not waited for, and has judged nothing', async () => {
    const { judge } = await stand({}, 50)
    const judged = await judge(mail('ruth@mute.test'), { envelopeFrom: 'ruth@mute.test' })
    expect(judged).toMatchObject({ spf: 'temperror', dmarc: 'temperror', trust: 'unchecked' })
    // SPF was not answered, and might have stood by it (RFC 7489 §6.6.2).
    const half = await judge(mail('ruth@halfmute.test'), { envelopeFrom: 'ruth@halfmute.test' })
    expect(half).toMatchObject({ spf: 'temperror', dmarc: 'temperror', trust: 'unchecked' })
  })

  test('all that is asked about one message ends in time', async () => {
    const server = await openNameServer(ZONE)
    servers.push(server)
    let due: (() => void) | null = null
    const judge = makeJudge({
      timers: {
        after(_delayMs, run) {
          due = run
          return { cancel() {} }
        },
      },
      log: noLog,
      resolve: () => new Promise(() => {}),
    })
    const judging = judge(Buffer.from(mail('ruth@mute.test')), {
      remoteAddress: HOST,
      helo: 'x',
      envelopeFrom: 'ruth@mute.test',
    })
    ;(due as (() => void) | null)?.()
    expect(await judging).toMatchObject({ dmarc: 'unchecked', words: 'not judged in time' })
  })
})

describe('[MR35] what our own mail server found', () => {
  const believed = { authservs: ['mx.ours.test'] }
  const OURS = '10.0.0.2'
  const said = (authserv: string, words: string) =>
    `Authentication-Results: ${authserv};\r\n ${words}\r\n`
  const good = said(
    'mx.ours.test',
    'dmarc=pass (p=reject dis=none) header.from=home.test; spf=pass smtp.mailfrom=ruth@home.test',
  )
  const bad = said(
    'mx.ours.test 1',
    'dmarc=fail (p=REJECT dis=NONE) header.from=home.test; spf=fail smtp.mailfrom=home.test',
  )
  const from = { ip: OURS, envelopeFrom: 'ruth@home.test' }

  test('counts, and its name is kept', async () => {
    const { judge, server } = await stand(believed)
    const judged = await judge(good + mail('ruth@home.test'), from)
    expect(judged).toMatchObject({
      spf: 'pass',
      dmarc: 'pass',
      policy: 'reject',
      judgedBy: 'mx.ours.test',
      spfDomain: 'home.test',
      trust: 'proved',
    })
    // The address that SPF is about is not ours to ask: the server is between.
    expect(server.asked).not.toContain('TXT home.test')
    expect(await judge(bad + mail('ruth@home.test'), from)).toMatchObject({
      dmarc: 'fail',
      trust: 'disowned',
    })
  })

  test('the topmost of its fields counts, others and those of strangers never', async () => {
    const { judge } = await stand(believed)
    const raw = mail('ruth@home.test')
    const forged = said('mx.other.test', 'dmarc=pass header.from=home.test')
    expect((await judge(bad + good + raw, from)).trust).toBe('disowned')
    expect((await judge(forged + bad + raw, from)).trust).toBe('disowned')
    expect(await judge(forged + raw, from)).toMatchObject({ dmarc: 'unchecked' })
    expect((await judge(said('mx.ours.test.evil.test', 'dmarc=pass') + raw, from)).trust).toBe(
      'unchecked',
    )
    expect((await judge(said('"mx.ours.test', 'dmarc=pass') + raw, from)).trust).toBe('unchecked')
  })

  test('from outside the field is a word like any other', async () => {
    const { judge } = await stand(believed)
    const outside = { ip: ELSEWHERE, envelopeFrom: 'x@evil.test' }
    expect(await judge(good + mail('ruth@home.test'), outside)).toMatchObject({
      dmarc: 'fail',
      trust: 'disowned',
    })
  })

  test('a judgement of another From than the one in the message says nothing', async () => {
    const { judge } = await stand(believed)
    const other = good.replace('header.from=home.test', 'header.from=evil.test')
    expect((await judge(other + mail('x@lax.test'), from)).trust).not.toBe('proved')
    expect((await judge(good + mail('x@lax.test'), from)).trust).not.toBe('proved')
  })

  test('what it does not say of DMARC is asked for', async () => {
    const { judge } = await stand(believed)
    const spfOnly = said('mx.ours.test', 'spf=pass (all is well; really) smtp.mailfrom=home.test')
    expect(await judge(spfOnly + mail('ruth@home.test'), from)).toMatchObject({
      spf: 'pass',
      dmarc: 'pass',
      trust: 'proved',
    })
    const dkimOnly = said('mx.ours.test', 'dkim=pass header.d=evil.test header.s=s1')
    expect(await judge(dkimOnly + mail('ruth@home.test'), from)).toMatchObject({
      dkim: 'pass',
      dmarc: 'fail',
      trust: 'disowned',
    })
  })
})

describe('mail from this machine', () => {
  const local = { ip: '127.0.0.1', envelopeFrom: 'ruth@home.test' }
  const received = (from: string) => `Received: from x (x ${from}) by mx; now\r\n`

  test('is its own when nobody outside handed it in', async () => {
    const { judge } = await stand()
    const raw = mail('ruth@home.test')
    expect(await judge(raw, local)).toMatchObject({ dmarc: 'unchecked', isLocal: true })
    expect((await judge(received('[10.0.0.9]') + raw, local)).isLocal).toBe(true)
  })

  test('is not its own when a mail server here took it elsewhere, or a port was forwarded', async () => {
    const { judge } = await stand()
    const raw = mail('ruth@home.test')
    for (const from of ['[198.51.100.7]', '[IPv6:2001:db8::7]'])
      expect((await judge(received(from) + raw, local)).isLocal, from).toBeUndefined()
    expect((await judge(raw, { ...local, ip: '172.17.0.1' })).isLocal).toBeUndefined()
    const relayed = await stand({ authservs: ['mx.ours.test'] })
    expect((await relayed.judge(raw, local)).isLocal).toBeUndefined()
  })
})

describe('[MR35] ARC', () => {
  /** Passed on by a list that changed the words and sealed what it had seen (RFC 8617). */
  async function passedOn(server: Server, by: string): Promise<string> {
    const original = await signed(mail('ruth@home.test'), 'home.test')
    const resolve = makeAskNameServer([server.address])
    const resolver = async (name: string, type: string): Promise<string[][] | string[]> => {
      const found = await resolve(name, type === 'TXT' || type === 'A' ? type : 'AAAA')
      return v.parse(v.union([v.array(v.string()), v.array(v.array(v.string()))]), found)
    }
    const seen = await authenticate(Buffer.from(original), {
      ip: HOST,
      helo: 'mx.home.test',
      sender: 'ruth@home.test',
      mta: by,
      resolver,
    })
    const changed = original
      .replace('The words.', 'The words.\r\n-- of the list')
      .replace(/^/, seen.headers)
    const sealed = await authenticate(Buffer.from(changed), {
      ip: HOST,
      sender: 'ruth@home.test',
      mta: by,
      trustReceived: false,
      resolver,
      seal: { signingDomain: by, selector: 's1', privateKey },
    })
    return sealed.headers + changed
  }

  test('of a listed forwarder is believed, of any other not', async () => {
    const listed = await stand({ sealers: ['list.test'] })
    const raw = await passedOn(listed.server, 'list.test')
    const judged = await listed.judge(raw, { ip: ELSEWHERE, envelopeFrom: 'bounces@list.test' })
    expect(judged).toMatchObject({ arc: 'pass', dkim: 'fail', dmarc: 'fail' })
    const unlisted = await stand({ sealers: ['other.test'] })
    const other = await unlisted.judge(raw, { ip: ELSEWHERE, envelopeFrom: 'bounces@list.test' })
    expect(other.trust).toBe('disowned')
    expect(other.sealer).toBeUndefined()
    expect(judged).toMatchObject({ sealer: 'list.test', aligned: ['arc'], trust: 'proved' })
  })
})
