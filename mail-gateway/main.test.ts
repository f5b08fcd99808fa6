/** The gateway as a process, without a server: it takes mail by the routes it kept, and stops as it should. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noLog } from '../shared/kit/log.ts'
import { openSpool } from './inbound/spool.ts'
import { beginData, ROUTES } from './test-stage/door-stage.ts'
import { openTalk } from './test-stage/smtp-talk.ts'

const RUN = join(import.meta.dirname, '..', 'bin', 'run-ts.mjs')
const MAIN = join(import.meta.dirname, 'main.ts')

let dir = ''
let gateway: ChildProcess | null = null
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'deskside-gateway-'))
  await mkdir(join(dir, 'spool'))
  await writeFile(join(dir, 'spool', 'routes.json'), JSON.stringify(ROUTES))
})
afterEach(async () => {
  gateway?.kill('SIGKILL')
  gateway = null
  await rm(dir, { recursive: true, force: true, maxRetries: 5 })
})

/** A port that was free a moment ago. */
async function findPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function start(): Promise<{ port: number; exited: Promise<number | null> }> {
  const port = await findPort()
  const child = spawn(process.execPath, [RUN, MAIN], {
    env: {
      ...process.env,
      DESKSIDE_DATA_DIR: dir,
      DESKSIDE_SMTP_PORT: String(port),
      DESKSIDE_HTTP_PORT: String(await findPort()),
      DESKSIDE_LMTP: join(dir, 'lmtp'),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  gateway = child
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let said = ''
  child.stdout.on('data', (chunk) => (said += String(chunk)))
  await expect.poll(() => said, { timeout: 30_000 }).toContain(`smtp://127.0.0.1:${port}`)
  return { port, exited }
}

async function spooled(): Promise<string[]> {
  const spool = await openSpool({ dir: join(dir, 'spool'), log: noLog })
  const all: string[] = []
  for (let ref = spool.take(); ref; ref = spool.take()) {
    const found = await spool.read(ref)
    all.push(found.ok ? found.value.raw.toString() : found.fault.detail)
  }
  await spool.close()
  return all
}

test('[MR3] told to stop: 421 to who begins, what is in DATA is kept, and it ends by itself in time', async () => {
  const { port, exited } = await start()
  const [idle, sending, stuck] = [
    await openTalk({ port }),
    await openTalk({ path: join(dir, 'lmtp') }),
    await openTalk({ port }),
  ]
  await idle.reply()
  await sending.reply()
  for (const line of ['LHLO a', 'MAIL FROM:<a@b.test>', 'RCPT TO:<support@desk.test>', 'DATA'])
    expect(await sending.say(line)).toMatch(/^[23]/)
  await beginData(stuck)
  sending.send('Subject: half\r\n\r\n')
  stuck.send('Subject: never\r\n\r\n')
  const stoppedAt = performance.now()
  gateway?.kill('SIGTERM')
  expect(await idle.rest()).toEqual([expect.stringMatching(/^421 /)])
  sending.send('whole\r\n.\r\n')
  expect((await sending.rest())[0]).toMatch(/^250 /)
  expect((await stuck.rest()).map((line) => line.slice(0, 3))).toEqual(['421'])
  expect(await exited).toBe(0)
  expect(performance.now() - stoppedAt).toBeLessThan(10_000)
  expect(await spooled()).toEqual(['Subject: half\r\n\r\nwhole\r\n'])
})

test('[MA1][MR3] killed without a word: every 250 is there after', async () => {
  const { port, exited } = await start()
  const accepted: string[] = []
  const senders = Array.from({ length: 10 }, async (_, sender) => {
    const talk = await openTalk({ port })
    await talk.reply()
    await talk.say('EHLO client.test')
    for (let at = 0; ; at++) {
      for (const line of ['MAIL FROM:<a@b.test>', 'RCPT TO:<support@desk.test>', 'DATA'])
        await talk.say(line)
      const subject = `${sender}-${at}`
      const reply = await talk.say(`Subject: ${subject}\r\n\r\nx\r\n.`)
      if (!reply.startsWith('250')) return
      accepted.push(subject)
    }
  })
  await expect.poll(() => accepted.length, { timeout: 30_000 }).toBeGreaterThan(100)
  gateway?.kill('SIGKILL')
  await Promise.all(senders)
  await exited
  const kept = (await spooled()).map((raw) => /^Subject: (.*)\r$/m.exec(raw)?.[1])
  expect(accepted.filter((subject) => !kept.includes(subject))).toEqual([])
  // One for each sender may be there without its 250 having been heard.
  expect(new Set(kept).size).toBe(kept.length)
  expect(kept.length - accepted.length).toBeLessThanOrEqual(senders.length)
})
