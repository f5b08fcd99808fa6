/** The disk is full, or nearly, or as full as it may be: 452 at MAIL and at the end of DATA, and mail again with room. */
import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { beginData, openDoorStage, type DoorStage } from '../test-stage/door-stage.ts'
import type { Talk } from '../test-stage/smtp-talk.ts'
import { makeFreeSpace } from './free-space.ts'

const GIB = 1024 ** 3

let stage: DoorStage | null = null
afterEach(async () => {
  await stage?.close()
  await stage?.remove()
  stage = null
})

async function greeted(of: DoorStage): Promise<Talk> {
  const talk = await of.talk()
  await talk.reply()
  await talk.say('EHLO client.test')
  return talk
}

describe('[MA15][MR3] the spool', () => {
  test('as many as it may hold: 452 at MAIL, and taken again when one has left', async () => {
    stage = await openDoorStage({ spoolLimits: { bytes: 1_000_000, entries: 2 } })
    const talk = await stage.talk()
    await beginData(talk)
    expect(await talk.say('one\r\n.')).toMatch(/^250 /)
    for (const line of ['MAIL FROM:<a@b.test>', 'RCPT TO:<support@desk.test>', 'DATA'])
      await talk.say(line)
    expect(await talk.say('two\r\n.')).toMatch(/^250 /)
    expect(await talk.say('MAIL FROM:<a@b.test>')).toMatch(/^452 4\.3\.1 /)
    const ref = stage.spool.take()
    if (ref) await stage.spool.markDone(ref)
    expect(await talk.say('MAIL FROM:<a@b.test>')).toMatch(/^250 /)
    talk.end()
  })

  test('as many bytes: 452 at MAIL for a declared size, at the end of DATA for the others', async () => {
    stage = await openDoorStage({ spoolLimits: { bytes: 1_000, entries: 100 } })
    const talk = await greeted(stage)
    expect(await talk.say('MAIL FROM:<a@b.test> SIZE=1001')).toMatch(/^452 4\.3\.1 /)
    expect(await talk.say('MAIL FROM:<a@b.test> SIZE=900')).toMatch(/^250 /)
    await talk.say('RCPT TO:<support@desk.test>')
    await talk.say('DATA')
    expect(await talk.say(`${'x'.repeat(1_000)}\r\n.`)).toMatch(/^452 4\.3\.1 /)
    for (const line of ['MAIL FROM:<a@b.test>', 'RCPT TO:<support@desk.test>', 'DATA'])
      expect(await talk.say(line)).toMatch(/^[23]/)
    expect(await talk.say('small\r\n.')).toMatch(/^250 /)
    talk.end()
    expect(await stage.taken()).toHaveLength(1)
  })
})

describe('[MA15][MR3] the disk', () => {
  test('nearly full: 452 at MAIL, and taken again once there is room', async () => {
    const space = { freeBytes: 10 * GIB, totalBytes: 100 * GIB }
    let time = 1_000_000
    stage = await openDoorStage({ clock: { now: () => (time += 1_000) }, askDisk: () => space })
    const talk = await greeted(stage)
    const mail = async (size: number) => {
      const reply = await talk.say(`MAIL FROM:<a@b.test> SIZE=${size}`)
      await talk.say('RSET')
      return reply
    }
    expect(await mail(1_000)).toMatch(/^250 /)
    space.freeBytes = LIMITS.spoolFreeBytes + 1_000
    expect(await mail(1_000)).toMatch(/^250 /)
    expect(await mail(1_001)).toMatch(/^452 4\.3\.1 /)
    space.freeBytes = 0
    expect(await mail(0)).toMatch(/^452 4\.3\.1 /)
    space.freeBytes = 10 * GIB
    expect(await mail(1_001)).toMatch(/^250 /)
    talk.end()
  })

  test('full at the sync: 452 at the end of DATA, nothing kept of it, and room again on the same connection', async () => {
    let isFull = true
    stage = await openDoorStage({
      sync: async (handle) => {
        if (isFull) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
        await handle.datasync()
      },
    })
    const talk = await stage.talk()
    await beginData(talk)
    expect(await talk.say('Subject: lost\r\n\r\nx\r\n.')).toMatch(/^452 4\.3\.1 /)
    isFull = false
    for (const line of ['MAIL FROM:<a@b.test>', 'RCPT TO:<support@desk.test>', 'DATA'])
      await talk.say(line)
    expect(await talk.say('Subject: kept\r\n\r\nx\r\n.')).toMatch(/^250 /)
    talk.end()
    expect((await stage.taken()).map(({ raw }) => raw)).toEqual(['Subject: kept\r\n\r\nx\r\n'])
    expect(await readdir(join(stage.dir, 'incoming'))).toEqual([])
  })
})

test('[MA15] a small disk is kept a twentieth free, and one that tells nothing is not judged', () => {
  const clock = { now: () => 1 }
  const spaceOf = (freeBytes: number, totalBytes: number) =>
    makeFreeSpace({ dir: '/', clock, ask: () => ({ freeBytes, totalBytes }) })
  expect(spaceOf(60, 1_000).hasRoom(10)).toBe(true)
  expect(spaceOf(60, 1_000).hasRoom(11)).toBe(false)
  expect(spaceOf(0, 0).hasRoom(1)).toBe(true)
  const silent = makeFreeSpace({
    dir: '/',
    clock,
    ask: () => {
      throw new Error('ENOSYS')
    },
  })
  expect(silent.hasRoom(1)).toBe(true)
  expect(makeFreeSpace({ dir: '/', clock }).hasRoom(2 ** 60)).toBe(false)
})

const whyNoDisk = reasonAgainstMount()
test.skipIf(whyNoDisk !== null)(
  `[MA15][MR3] a disk that is really full${whyNoDisk ? ` (skipped: ${whyNoDisk})` : ''}: small and large are refused, and taken again with room`,
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'deskside-full-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', dir])
    try {
      // What the disk says of itself is not believed here: the writes have to find out.
      stage = await openDoorStage({ dir, askDisk: () => ({ freeBytes: GIB, totalBytes: GIB }) })
      const talk = await stage.talk()
      await beginData(talk)
      expect(await talk.say('Subject: before\r\n\r\nx\r\n.')).toMatch(/^250 /)
      const send = async (subject: string, bytes: number) => {
        for (const line of ['MAIL FROM:<a@b.test>', 'RCPT TO:<support@desk.test>', 'DATA'])
          expect(await talk.say(line)).toMatch(/^[23]/)
        const body = 'x'
          .repeat(998)
          .concat('\r\n')
          .repeat(bytes / 1_000)
        return talk.say(`Subject: ${subject}\r\n\r\n${body}.`)
      }
      const { bavail, bsize } = await statfs(dir)
      await writeFile(join(dir, 'ballast'), Buffer.alloc(bavail * bsize))
      for (const bytes of [20_000, 300_000, 2_000_000])
        expect(await send(`full ${bytes}`, bytes), String(bytes)).toMatch(/^452 4\.3\.1 /)
      // Room for a part of it: the write that finds no more is a large one's last.
      await writeFile(join(dir, 'ballast'), Buffer.alloc(bavail * bsize - 1_000_000))
      expect(await send('too large', 2_000_000)).toMatch(/^452 4\.3\.1 /)
      await rm(join(dir, 'ballast'))
      expect(await send('small again', 20_000)).toMatch(/^250 /)
      expect(await send('large again', 2_000_000)).toMatch(/^250 /)
      talk.end()
      await stage.close()
      stage = await openDoorStage({ dir })
      const subjects = (await stage.taken()).map(({ raw }) => raw.slice(0, raw.indexOf('\r')))
      expect(subjects).toEqual(['Subject: before', 'Subject: small again', 'Subject: large again'])
    } finally {
      await stage?.close()
      stage = null
      execFileSync('umount', ['-l', dir])
      await rm(dir, { recursive: true, force: true })
    }
  },
)

/** Null when a small disk of our own can be had. */
function reasonAgainstMount(): string | null {
  if (process.platform !== 'linux') return 'tmpfs is of Linux'
  if (process.getuid?.() !== 0) return 'only root may mount'
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()], { stdio: 'ignore' })
    return null
  } catch {
    return 'nothing may be mounted here'
  }
}
