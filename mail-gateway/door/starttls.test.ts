/** STARTTLS (RFC 3207) and the certificate behind it, over real sockets. */
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Clock } from '../../shared/kit/clock.ts'
import { DAY_MS, LIMITS } from '../../shared/kit/limits.ts'
import { makeCertificate } from '../test-stage/certificate.ts'
import {
  beginData,
  makeHandTimers,
  openDoorStage,
  type DoorStage,
} from '../test-stage/door-stage.ts'
import { openTalk, type Talk } from '../test-stage/smtp-talk.ts'

const LATER = Date.now() + 400 * 86_400_000

let files: { dir: string; keyFile: string; certFile: string }
let timers: ReturnType<typeof makeHandTimers>
let stage: DoorStage | null = null

beforeEach(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'deskside-tls-'))
  files = { dir, keyFile: join(dir, 'key.pem'), certFile: join(dir, 'cert.pem') }
  timers = makeHandTimers(5_000)
})
afterEach(async () => {
  await stage?.close()
  await stage?.remove()
  stage = null
  await rm(files.dir, { recursive: true, force: true })
})

async function writePair(pair: { key: string; cert: string }): Promise<void> {
  // As tools that renew do it: whole files, moved into place.
  await writeFile(`${files.keyFile}.new`, pair.key)
  await writeFile(`${files.certFile}.new`, pair.cert)
  await rename(`${files.keyFile}.new`, files.keyFile)
  await rename(`${files.certFile}.new`, files.certFile)
}

async function open(clock?: Clock): Promise<DoorStage> {
  const { keyFile, certFile } = files
  stage = await openDoorStage({
    tls: { keyFile, certFile },
    timers,
    ...(clock ? { clock } : {}),
    listeners: [
      { speaks: 'smtp', at: { host: '127.0.0.1', port: 0 } },
      { speaks: 'smtps', at: { host: '127.0.0.1', port: 0 } },
    ],
  })
  return stage
}

async function greet(talk: Talk): Promise<string[]> {
  await talk.reply()
  talk.send('EHLO client.test\r\n')
  return talk.reply()
}

/** The name on the certificate that is shown now, or null when STARTTLS is not offered. */
async function shownName(): Promise<string | null> {
  const talk = await (stage?.talk() ?? Promise.reject(new Error('not open')))
  const offers = (await greet(talk)).some((line) => line.endsWith('STARTTLS'))
  const answer = await talk.say('STARTTLS')
  expect(answer.startsWith('220 ')).toBe(offers)
  if (!offers) {
    talk.end()
    return null
  }
  const socket = await talk.startTls()
  const name = socket.getPeerCertificate().subject.CN
  talk.end()
  return String(name)
}

test('[MR10] mail comes over TLS, and the envelope says so; AUTH is never offered', async () => {
  await writePair(makeCertificate('mx.desk.test', LATER))
  const { taken } = await open()
  const talk = await stage!.talk()
  expect((await greet(talk)).join(' ')).not.toContain('AUTH')
  expect(await talk.say('AUTH PLAIN AGEAYg==')).toMatch(/^500 /)
  expect(await talk.say('STARTTLS')).toMatch(/^220 /)
  const socket = await talk.startTls()
  expect(socket.getProtocol()).toMatch(/^TLSv1\.[23]$/)
  // RFC 3207 §4.2: what was said before does not count, the greeting included.
  expect(await talk.say('MAIL FROM:<ann@home.test>')).toMatch(/^503 /)
  talk.send('EHLO client.test\r\n')
  const offers = (await talk.reply()).join(' ')
  expect(offers).not.toMatch(/AUTH|STARTTLS/)
  expect(await talk.say('AUTH PLAIN AGEAYg==')).toMatch(/^500 /)
  for (const line of ['MAIL FROM:<ann@home.test>', 'RCPT TO:<support@desk.test>', 'DATA'])
    expect(await talk.say(line)).toMatch(/^[23]/)
  expect(await talk.say('Subject: secret\r\n\r\nx\r\n.')).toMatch(/^250 /)
  talk.end()
  expect((await taken())[0]?.meta.envelope.isEncrypted).toBe(true)
})

test('[MR10] what is sent before the handshake is dropped: no command can be slipped in', async () => {
  await writePair(makeCertificate('mx.desk.test', LATER))
  await open()
  const injected =
    'EHLO evil.test\r\nMAIL FROM:<evil@home.test>\r\nRCPT TO:<support@desk.test>\r\nDATA\r\nSubject: evil\r\n\r\nx\r\n.\r\n'
  // In the packet of STARTTLS, and so much of it that it is read in several turns.
  for (const slipped of [injected, injected.repeat(100), 'NOOP\r\n'.repeat(1_000)]) {
    const talk = await stage!.talk()
    await greet(talk)
    talk.send(`STARTTLS\r\n${slipped}`)
    expect((await talk.reply())[0]).toMatch(/^220 /)
    await talk.startTls()
    // The next reply answers this line, and no other.
    expect(await talk.say('VRFY')).toMatch(/^501 /)
    expect(await talk.say('DATA')).toMatch(/^503 /)
    talk.end()
  }
  expect(await stage!.taken()).toEqual([])
})

test('[MR10] older than TLS 1.2 is not spoken', async () => {
  await writePair(makeCertificate('mx.desk.test', LATER))
  await open()
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const
  const talk = await stage!.talk()
  await greet(talk)
  await talk.say('STARTTLS')
  await expect(talk.startTls(old)).rejects.toThrow(/alert|closed|disconnected|ECONNRESET/)
  await expect(openTalk(stage!.place(1), old)).rejects.toThrow(
    /alert|closed|disconnected|ECONNRESET/,
  )
  const current = await openTalk(stage!.place(1), { maxVersion: 'TLSv1.2' })
  expect((await current.reply())[0]).toMatch(/^220 /)
  current.end()
})

test('[MR10] the port that begins with TLS takes mail, and offers no STARTTLS', async () => {
  await writePair(makeCertificate('mx.desk.test', LATER))
  await open()
  const talk = await openTalk(stage!.place(1), {})
  await beginData(talk)
  expect(await talk.say('x\r\n.')).toMatch(/^250 /)
  expect(await talk.say('STARTTLS')).toMatch(/^5/)
  talk.end()
  expect((await stage!.taken())[0]?.meta.envelope.isEncrypted).toBe(true)
})

test('[MR10] a renewed certificate is shown without a restart; a wrong pair changes nothing, and is told', async () => {
  await writePair(makeCertificate('first.test', LATER))
  await open()
  expect(await shownName()).toBe('first.test')
  const held = await openTalk(stage!.place(1), {})

  const next = makeCertificate('second.test', LATER)
  // Only the key so far: it does not fit the certificate.
  await writeFile(files.keyFile, next.key)
  const errors = () => stage!.logged.filter(({ level }) => level === 'error').length
  timers.fire(LIMITS.certificateCheckMs)
  await expect.poll(errors).toBe(1)
  expect(await shownName()).toBe('first.test')

  await writeFile(files.certFile, next.cert)
  await expect.poll(() => timers.waiting()).toContain(LIMITS.certificateCheckMs)
  timers.fire(LIMITS.certificateCheckMs)
  await expect.poll(shownName).toBe('second.test')
  const direct = await openTalk(stage!.place(1), {})
  await direct.reply()
  direct.end()

  await rm(files.certFile)
  await expect.poll(() => timers.waiting()).toContain(LIMITS.certificateCheckMs)
  timers.fire(LIMITS.certificateCheckMs)
  await expect.poll(errors).toBe(2)
  expect(await shownName()).toBe('second.test')
  // A connection of the first certificate goes on.
  await held.reply()
  expect(await held.say('NOOP')).toMatch(/^250 /)
  held.end()
})

test('[MR10] without a good pair mail is taken in the clear, and TLS begins once there is one', async () => {
  await writeFile(files.keyFile, 'no key')
  await writeFile(files.certFile, 'no certificate')
  await open()
  expect(stage!.logged.some(({ level }) => level === 'error')).toBe(true)
  expect(await shownName()).toBe(null)
  // Never with a certificate that is not the desk's.
  await expect(openTalk(stage!.place(1), {})).rejects.toThrow(/closed|disconnected|ECONNRESET/)
  const talk = await stage!.talk()
  await beginData(talk)
  expect(await talk.say('x\r\n.')).toMatch(/^250 /)
  talk.end()
  expect((await stage!.taken())[0]?.meta.envelope.isEncrypted).toBe(false)

  await writePair(makeCertificate('good.test', LATER))
  timers.fire(LIMITS.certificateCheckMs)
  await expect.poll(shownName).toBe('good.test')
})

test('[MR10][MR13] handshakes that are begun and not ended are counted by address', async () => {
  await writePair(makeCertificate('mx.desk.test', LATER))
  const { keyFile, certFile } = files
  stage = await openDoorStage({
    tls: { keyFile, certFile },
    rateLimits: true,
    listeners: [{ speaks: 'smtps', at: { host: '127.0.0.1', port: 0 } }],
  })
  const place = stage.place()
  const held = await Promise.all(
    Array.from({ length: LIMITS.smtpClientsPerAddress }, () => openTalk(place)),
  )
  const late = await openTalk(place)
  expect(await late.rest()).toEqual([])
  for (const talk of held) talk.end()
  await expect
    .poll(async () => {
      const talk = await openTalk(place, {}).catch(() => null)
      const greeting = await talk?.reply()
      talk?.end()
      return greeting?.[0]
    })
    .toMatch(/^220 /)
})

test('[MR10] a certificate that ends soon is used, complained about once a day, and noted beside the spool', async () => {
  const endsAt = Math.floor(Date.now() / 1000) * 1000 + 20 * DAY_MS
  await writePair(makeCertificate('soon.test', endsAt))
  let now = Date.now()
  await open({ now: () => now })
  const note = async (): Promise<unknown> =>
    JSON.parse(await readFile(join(stage!.dir, 'certificate.json'), 'utf8'))
  const warnings = () => stage!.logged.filter(({ level }) => level === 'warn').length
  /** The next look at its files. */
  const look = async () => {
    await expect.poll(() => timers.waiting()).toContain(LIMITS.certificateCheckMs)
    timers.fire(LIMITS.certificateCheckMs)
    await expect.poll(() => timers.waiting()).toContain(LIMITS.certificateCheckMs)
  }
  expect(await note()).toEqual({ endsAt })
  expect(warnings()).toBe(0)
  // Nothing happened to the files: the gateway has run for a week.
  now += 7 * DAY_MS
  await look()
  await look()
  expect(warnings()).toBe(1)
  expect(stage!.logged.at(-1)).toEqual({
    level: 'warn',
    sentence: 'The certificate ends soon, or has ended.',
  })
  now += DAY_MS
  await look()
  expect(warnings()).toBe(2)
  expect(await shownName()).toBe('soon.test')

  await writePair(makeCertificate('next.test', endsAt + 90 * DAY_MS))
  await look()
  expect(await note()).toEqual({ endsAt: endsAt + 90 * DAY_MS })
  await look()
  expect(warnings()).toBe(2)
})

test('[MR10] files that were never a pair are noted as such, and a door without any notes nothing', async () => {
  await writeFile(files.keyFile, 'no key')
  await writeFile(files.certFile, 'no certificate')
  const { dir, close } = await open()
  const file = join(dir, 'certificate.json')
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ endsAt: null })
  await close()
  stage = await openDoorStage({ dir })
  await expect(readFile(file)).rejects.toThrow(/ENOENT/)
})
