/**
 * From the spool to the server, in order: read (in a worker), judged, files uploaded, then one command
 * pushed. It waits as long as the server is down and drops nothing: what cannot be read goes as a bare
 * message with the raw file; what the server refuses even so is set aside on disk, loudly.
 *
 * Every step may run twice: blobs are named by hash, the push id comes from digest and recipients.
 */
import { createHash } from 'node:crypto'
import type { Timers } from '../../shared/kit/clock.ts'
import type { Fault, Result } from '../../shared/kit/fault.ts'
import { idFromBytes } from '../../shared/kit/id.ts'
import type { Log } from '../../shared/kit/log.ts'
import type { Attachment, ReceiveMail } from '../../shared/wire/mail.ts'
import { isWorthRetrying, type Peer } from '../peer.ts'
import { UNCHECKED, type Judge } from './judge.ts'
import { readFields, type ReadHeader } from './fields.ts'
import type { ReadFile, ReadMail } from './parse.ts'
import type { Reader } from './reader.ts'
import type { SpoolMeta } from './spool-entry.ts'
import type { Spool, SpoolRef } from './spool.ts'
import { pause } from '../pause.ts'

const WAIT_MS_FIRST = 200
const WAIT_MS_MAX = 5_000
/** In a burst: so many messages, then a pause that ends early when the burst does. */
const MESSAGES_PER_TURN = 8
const TURN_WAIT_MS = 20
const TURN_WAITS_MAX = 10
/** Messages read while an earlier one is handed in, and how many bytes of them. */
const AHEAD_COUNT = 4
const AHEAD_BYTES = 8 * 1024 * 1024

type Blob = { hash: string; bytes: Uint8Array }
/** One message ready to be handed in; `null` when the spool itself could not give it back. */
type Prepared = { ref: SpoolRef; meta: SpoolMeta; command: ReceiveMail; raw: Blob; blobs: Blob[] }
type Damaged = { ref: SpoolRef; damage: string }

export type Intake = { stop(): Promise<void> }

export function startIntake(options: {
  spool: Spool
  reader: Reader
  judge: Judge
  peer: Pick<Peer, 'putBlob' | 'push'>
  timers: Timers
  log: Log
  /** While the door is busy, messages are handed in slowly: accepting comes first. */
  isDoorBusy?: () => boolean
}): Intake {
  const { spool, reader, judge, peer, timers, log } = options
  const stopped = new AbortController()
  const { signal } = stopped
  const isDoorBusy = options.isDoorBusy ?? (() => false)
  const finished = run()

  async function run(): Promise<void> {
    const ahead: { bytes: number; prepared: Promise<Prepared | Damaged> }[] = []
    const fill = () => {
      let bytes = ahead.reduce((sum, one) => sum + one.bytes, 0)
      while (ahead.length < AHEAD_COUNT && (ahead.length === 0 || bytes < AHEAD_BYTES)) {
        const ref = spool.take()
        if (ref === null) return
        bytes += ref.cost
        ahead.push({ bytes: ref.cost, prepared: prepare(ref) })
      }
    }
    for (let count = 0; !signal.aborted; count++) {
      if (count % MESSAGES_PER_TURN === 0) await yieldToDoor()
      fill()
      const next = ahead.shift()
      if (!next) {
        await spool.waitForMore(signal)
        continue
      }
      fill()
      await handIn(await next.prepared)
    }
    await Promise.allSettled(ahead.map((one) => one.prepared))
  }

  async function yieldToDoor(): Promise<void> {
    for (let waits = 0; waits < TURN_WAITS_MAX && isDoorBusy() && !signal.aborted; waits++)
      await pause(timers, TURN_WAIT_MS, signal)
  }

  async function prepare(ref: SpoolRef): Promise<Prepared | Damaged> {
    const found = await spool.read(ref)
    if (!found.ok) return { ref, damage: found.fault.detail }
    const { meta, raw } = found.value
    const context = { envelopeFrom: meta.envelope.from, receivedAt: meta.receivedAt }
    const [read, sender] = await Promise.all([
      reader.read(raw, context),
      judge(raw, {
        remoteAddress: meta.envelope.remoteAddress,
        helo: meta.envelope.helo,
        envelopeFrom: meta.envelope.from,
      }),
    ])
    const rawBlob = { hash: meta.hash, bytes: raw }
    if (!read.ok) {
      log('warn', 'A message could not be read; it is handed in as it came.', {
        digest: meta.digest,
      })
      const command = bareCommand(
        meta,
        `could not be read: ${read.fault.detail}`,
        readFields(raw, context, ''),
      )
      return { ref, meta, raw: rawBlob, blobs: [], command: { ...command, sender } }
    }
    return { ref, meta, raw: rawBlob, ...assemble(meta, read.value, sender) }
  }

  async function handIn(prepared: Prepared | Damaged): Promise<void> {
    if ('damage' in prepared) return setAside(prepared.ref, prepared.damage)
    const { ref, meta, command, raw, blobs } = prepared
    const first = await tryUntilAnswered(command, [raw, ...blobs])
    if (first === null) return
    if (first.ok) return spool.markDone(ref)
    log('error', 'The server refused a message; it is handed in again with the raw file alone.', {
      digest: meta.digest,
      code: first.fault.code,
    })
    const second = await tryUntilAnswered(
      bareCommand(meta, `the server refused it as it was read: ${first.fault.code}`, null),
      [raw],
    )
    if (second === null) return
    if (second.ok) return spool.markDone(ref)
    await setAside(ref, `the server refused it: ${second.fault.code} ${second.fault.detail}`)
  }

  async function setAside(ref: SpoolRef, why: string): Promise<void> {
    log('error', 'A message was set aside in the spool folder stuck; an admin must look at it.', {
      segment: ref.segment,
      offset: ref.offset,
      why,
    })
    try {
      await spool.setAside(ref, why)
    } catch (error) {
      // It stays in the log, not marked as done, and is tried again after a restart.
      log('error', 'A message could not be set aside.', { error: String(error) })
    }
  }

  /** Null when the gateway stopped first: the entry is not done and waits for the next start. */
  async function tryUntilAnswered(
    command: ReceiveMail,
    blobs: Blob[],
  ): Promise<Result<void> | null> {
    const pushId = makePushId(command)
    let missing = [...blobs]
    let waitMs = WAIT_MS_FIRST
    while (!signal.aborted) {
      const answer = await pushOnce(pushId, command, missing)
      if (answer.ok || !isWorthRetrying(answer.fault)) return answer
      if (signal.aborted) return null
      // What was uploaded is gone again: swept with another message, or the desk was restored without it.
      if (answer.fault.code === 'ticket/gap') missing = [...blobs]
      logWaiting(answer.fault, waitMs)
      await pause(timers, waitMs, signal)
      waitMs = Math.min(waitMs * 2, WAIT_MS_MAX)
    }
    return null
  }

  /** `missing` loses what is uploaded, so that a retry sends only the rest. */
  async function pushOnce(
    pushId: string,
    command: ReceiveMail,
    missing: Blob[],
  ): Promise<Result<void>> {
    for (let blob = missing[0]; blob; blob = missing[0]) {
      const put = await peer.putBlob(blob.hash, blob.bytes, signal)
      if (!put.ok) return put
      missing.shift()
    }
    return peer.push(pushId, command, signal)
  }

  function logWaiting(fault: Fault, waitMs: number): void {
    // Once when it begins to matter, then quiet: an hour of waiting is not an hour of lines.
    if (waitMs === WAIT_MS_FIRST || (waitMs < WAIT_MS_MAX && waitMs * 2 >= WAIT_MS_MAX))
      log('warn', 'The server does not take mail now; the spool waits.', {
        code: fault.code,
        entries: spool.depth().entries,
      })
  }

  return {
    async stop() {
      stopped.abort()
      await finished
    },
  }
}

/** Same message, same recipients, same id; a command with a problem is another push of the same message. */
export function makePushId(command: ReceiveMail): string {
  const hash = createHash('sha256').update(command.digest)
  for (const recipient of [...command.envelope.to].sort()) hash.update(`\n${recipient}`)
  if (command.problem !== null) hash.update(`\nproblem ${command.problem}`)
  return idFromBytes(hash.digest())
}

function assemble(
  meta: SpoolMeta,
  mail: ReadMail,
  sender: ReceiveMail['sender'],
): { command: ReceiveMail; blobs: Blob[] } {
  const { files, html, ...fields } = mail
  const blobs = new Map<string, Blob>()
  const keep = (bytes: Uint8Array): string => {
    const hash = createHash('sha256').update(bytes).digest('hex')
    blobs.set(hash, { hash, bytes })
    return hash
  }
  const htmlHash = html === null ? null : keep(Buffer.from(html))
  const attachments = files.map((file) => toAttachment(file, keep(file.content)))
  return {
    command: {
      kind: 'receive-mail',
      digest: meta.digest,
      receivedAt: meta.receivedAt,
      envelope: meta.envelope,
      raw: { hash: meta.hash, bytes: meta.bytes },
      ...fields,
      html: htmlHash,
      attachments,
      sender,
      problem: null,
    },
    blobs: [...blobs.values()],
  }
}

function toAttachment(file: ReadFile, hash: string): Attachment {
  const { name, type, inline, cid } = file
  return { hash, name: name.slice(0, 255), type, bytes: file.content.length, inline, cid }
}

function bareCommand(meta: SpoolMeta, problem: string, header: ReadHeader | null): ReceiveMail {
  return {
    kind: 'receive-mail',
    digest: meta.digest,
    receivedAt: meta.receivedAt,
    envelope: meta.envelope,
    raw: { hash: meta.hash, bytes: meta.bytes },
    from: null,
    to: [],
    cc: [],
    replyTo: [],
    subject: '',
    date: null,
    messageId: null,
    inReplyTo: [],
    references: [],
    nature: { kind: 'person' },
    ...header,
    text: '',
    visible: '',
    html: null,
    attachments: [],
    sender: UNCHECKED,
    problem: problem.slice(0, 500),
  }
}
