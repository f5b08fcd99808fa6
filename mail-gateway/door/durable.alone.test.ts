/**
 * 250 only when the message would survive: the order of what is asked of the disk, seen from inside and, where strace is
 * at hand, from outside; and every single step made to fail.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { noLog } from '../../shared/kit/log.ts'
import { openSpool } from '../inbound/spool.ts'
import { beginData, openDoorStage, type DoorStage } from '../test-stage/door-stage.ts'
import type { Mishap } from '../test-stage/failing-disk.ts'

const disk = await vi.hoisted(async () => {
  const { makeFailingDisk } = await import('../test-stage/failing-disk.ts')
  return makeFailingDisk()
})
vi.mock('node:fs/promises', async (importActual) =>
  disk.mock(await importActual<typeof import('node:fs/promises')>()),
)

const SMALL = 'Subject: small\r\n\r\nhello\r\n'
/** Has a file of its own while it comes in, and after. */
const LARGE = `Subject: large\r\n\r\n${'x'.repeat(998).concat('\r\n').repeat(600)}`

let stage: DoorStage | null = null
afterEach(async () => {
  disk.rest()
  await stage?.close()
  await stage?.remove()
  stage = null
})

async function open(): Promise<DoorStage> {
  stage = await openDoorStage()
  // So that only the message is watched, not the routes that come meanwhile.
  const talk = await stage.talk()
  await beginData(talk)
  talk.end()
  return stage
}

async function send(of: DoorStage, message: string): Promise<string> {
  const talk = await of.talk()
  await beginData(talk)
  talk.send(`${message}.\r\n`)
  const reply = (await talk.reply())[0] ?? ''
  talk.end()
  return reply
}

/** What a gateway that starts anew finds in the spool. */
async function found(of: DoorStage): Promise<string[]> {
  const again = await openSpool({ dir: of.dir, log: noLog })
  const all: string[] = []
  for (let ref = again.take(); ref; ref = again.take()) {
    const entry = await again.read(ref)
    all.push(entry.ok ? entry.value.raw.toString('latin1') : entry.fault.detail)
  }
  await again.close()
  return all
}

describe.each([
  ['a small message', SMALL],
  ['a large one', LARGE],
])('%s', (_, message) => {
  test('[MA1][MR1] at its 250 nothing that was written is unsynced, nor any name', async () => {
    const of = await open()
    for (let round = 0; round < 3; round++) {
      disk.watch(-1, 'EIO')
      expect(await send(of, `X-Round: ${round}\r\n${message}`)).toMatch(/^250 /)
      expect(disk.atRisk()).toEqual([])
      const calls = disk.steps.map(({ call }) => call)
      expect(calls.lastIndexOf('datasync')).toBeGreaterThan(calls.lastIndexOf('writev'))
    }
    disk.rest()
    expect(await found(of)).toHaveLength(3)
  })

  test.each<Mishap>(['EIO', 'ENOSPC', 'short'])(
    '[MA1][MA15][MR1] each step of the disk goes wrong once (%s): a 250 is never false, and the disk full is 452',
    async (mishap) => {
      const broken: string[] = []
      const seen = new Set<string>()
      let isThrough = false
      for (let at = 0; !isThrough; at++) {
        const of = await open()
        disk.watch(at, mishap)
        const reply = await send(of, message)
        const failed = disk.steps[at]
        const risks = disk.atRisk()
        disk.rest()
        const kept = await found(of)
        const next = await send(of, SMALL)
        const said = judgeAnswer({
          reply,
          mishap: failed ? mishap : null,
          risks,
          kept,
          message,
          next,
        })
        if (said !== null) broken.push(`step ${at}, ${failed?.call} ${failed?.path}: ${said}`)
        if (failed) seen.add(failed.call)
        else isThrough = true
        await of.close()
        await of.remove()
        stage = null
      }
      expect(broken).toEqual([])
      expect([...seen]).toEqual(
        expect.arrayContaining(['open wx', 'writev', 'datasync', 'sync', 'open r']),
      )
    },
  )
})

/** What is wrong with what was answered; null when it is right. */
function judgeAnswer(facts: {
  reply: string
  mishap: Mishap | null
  risks: string[]
  kept: string[]
  message: string
  next: string
}): string | null {
  const { reply, mishap, risks, kept, message, next } = facts
  const code = reply.slice(0, 9)
  const isAccepted = code.startsWith('250')
  const isKept = kept.length === 1 && kept[0] === message
  if (mishap === null && !isAccepted) return `nothing went wrong, and yet ${reply}`
  if (!isAccepted && code !== '452 4.3.1' && code !== '451 4.3.0') return reply
  if (!isAccepted && mishap === 'ENOSPC' && code !== '452 4.3.1') return `full, and yet ${reply}`
  if (isAccepted && !isKept) return `a false 250: ${kept.length} kept`
  if (isAccepted && risks.length > 0) return `250 too early: ${risks.join(', ')}`
  // After an error of the disk itself nobody knows what it holds: a message may be there that was refused.
  if (!isAccepted && kept.length > (mishap === 'EIO' && isKept ? 1 : 0)) return 'refused and kept'
  if (mishap !== 'EIO' && !next.startsWith('250')) return `room again, and yet ${next}`
  return null
}

const whyNoTrace = reasonAgainstTrace()
test.skipIf(whyNoTrace !== null)(
  `[MA1][MR1] the system calls of the process: written, synced, and only then 250${whyNoTrace ? ` (skipped: ${whyNoTrace})` : ''}`,
  async () => {
    const of = await open()
    const file = join(of.dir, 'trace')
    const calls = 'trace=openat,write,writev,pwrite64,pwritev,fsync,fdatasync,rename,sendto,sendmsg'
    const tracer = spawn(
      'strace',
      ['-f', '-y', '-s', '64', '-e', calls, '-o', file, '-p', String(process.pid)],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    )
    const ended = new Promise((resolve) => tracer.once('exit', resolve))
    await new Promise<void>((resolve) => tracer.stderr.once('data', () => resolve()))
    const replies = [await send(of, SMALL), await send(of, LARGE)]
    tracer.kill('SIGINT')
    await ended
    expect(replies.every((reply) => reply.startsWith('250 '))).toBe(true)
    const { readFile } =
      await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises')
    const lines = (await readFile(file, 'utf8')).split('\n')
    const at = (pattern: RegExp, from = 0) =>
      lines.findIndex((line, index) => index >= from && pattern.test(line))
    const dir = of.dir.replaceAll('/', '\\/')
    const spool = (call: string, name: string) => new RegExp(`${call}\\(\\d+<${dir}${name}`)

    const firstReply = at(/write.*"250 2\.0\.0 \w{26} kept/)
    const opened = at(new RegExp(`openat\\(.*${dir}\\/segment-1\\.log", O_\\w*\\|O_CREAT`))
    const named = at(spool('fsync', '>'), opened)
    const written = at(spool('(pwritev?(64)?|writev?)', '\\/segment-1\\.log>'))
    const synced = at(spool('fdatasync', '\\/segment-1\\.log>'), written)
    for (const step of [firstReply, opened, named, written, synced])
      expect(step).toBeGreaterThan(-1)
    expect(opened).toBeLessThan(written)
    expect(named).toBeLessThan(firstReply)
    expect(written).toBeLessThan(synced)
    expect(synced).toBeLessThan(firstReply)

    const secondReply = at(/write.*"250 2\.0\.0 \w{26} kept/, firstReply + 1)
    const moved = at(/rename\(.*incoming.*large-/, firstReply)
    const bodySynced = at(spool('fdatasync', '\\/incoming\\/'), firstReply)
    const movedName = at(spool('fsync', '>'), moved)
    const logSynced = at(spool('fdatasync', '\\/segment-1\\.log>'), firstReply)
    for (const step of [bodySynced, moved, movedName, logSynced])
      expect(step).toBeGreaterThan(firstReply)
    expect(bodySynced).toBeLessThan(moved)
    expect(moved).toBeLessThan(movedName)
    expect(Math.max(movedName, logSynced)).toBeLessThan(secondReply)
  },
)

/** Null when another process may look at this one's system calls. */
function reasonAgainstTrace(): string | null {
  if (process.platform !== 'linux') return 'strace is of Linux'
  if (!existsSync('/usr/bin/strace')) return 'there is no strace'
  // Attached to this very process, as the test will be; 124 says that it had to be ended.
  const trace = ['-f', '-o', '/dev/null', '-p', String(process.pid)]
  const tried = spawnSync('timeout', ['-s', 'INT', '0.5', 'strace', ...trace], { stdio: 'ignore' })
  return tried.status === 124 ? null : 'strace may not look at this process'
}
