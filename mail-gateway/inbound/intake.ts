/**
 * From the spool to the server, in order in each conversation: read (in a worker), judged, files uploaded, then one command
 * pushed. It waits as long as the server is down and drops nothing: what cannot be read goes as a bare
 * message with the raw file, and is noted so that it can be read again (poison); what the server refuses even so is set
 * aside on disk, loudly. A message during which the process ended too often is not read again (MA18).
 *
 * Every step may run twice: blobs are named by hash, the push id comes from digest and recipients.
 */
import { setImmediate } from 'node:timers/promises'
import type { Clock, Timers } from '../../shared/kit/clock.ts'
import { fail, type Fault, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'
import type { ReceiveMail, SenderVerdicts } from '../../shared/wire/mail.ts'
import { isWorthRetrying, type Peer } from '../peer.ts'
import { isSmall, makeHandIns } from './hand-in.ts'
import { UNCHECKED } from './judge.ts'
import type { JudgeThread } from './judge-thread.ts'
import { makeLanes } from './lanes.ts'
import { makeBareCommand, makeCommand, makePushId, type Blob } from './mail-command.ts'
import type { PoisonBook } from './poison.ts'
import type { Reader, ReadOutcome } from './reader.ts'
import type { SpoolMeta } from './spool-entry.ts'
import type { Spool, SpoolRef } from './spool.ts'
import { pause } from '../pause.ts'

const WAIT_MS_FIRST = 200
const WAIT_MS_MAX = 5_000
/** In a burst: so many messages, then a pause that ends early when the burst does. */
const MESSAGES_PER_TURN = 2
const TURN_WAIT_MS = 20
const TURN_WAITS_MAX = 10
/** A burst that goes on for longer is how things are: what has waited for so long waits for the door no more. */
const DOOR_FIRST_MS = 10_000
/** Messages read while an earlier one is handed in, and how many bytes of them. */
const AHEAD_COUNT = 8
const AHEAD_BYTES = 8 * 1024 * 1024
/** Under way beside each other: while the server has some, the next are read. */
const HAND_INS = LIMITS.handInsAtOnce * LIMITS.mailsPerHandIn
const LARGE_BYTES = 256 * 1024

/** One message ready to be handed in; `null` when the spool itself could not give it back. */
type Prepared = { ref: SpoolRef; meta: SpoolMeta; command: ReceiveMail; raw: Blob; blobs: Blob[] }
type Damaged = { ref: SpoolRef; damage: string }

/** What may belong to one conversation is handed in one after the other; the rest beside it. */
function keysOf(prepared: Prepared | Damaged): string[] {
  if ('damage' in prepared) return []
  const { command, meta } = prepared
  const addresses = [command.from?.address ?? '', meta.envelope.from].filter((one) => one !== '')
  const ids = [command.messageId ?? '', ...command.inReplyTo, ...command.references]
  return [
    meta.digest,
    ...addresses.map((address) => address.toLowerCase()),
    ...ids.filter((id) => id !== '').map((id) => `<${id}>`),
    // A reply address names its ticket (RFC 5233), and so may a number in the subject.
    ...meta.envelope.to.filter((address) => address.includes('+')),
    ...Array.from(command.subject.matchAll(/#\d{1,12}/g), ([number]) => number),
  ]
}

export type Intake = { stop(): Promise<void> }

export function startIntake(options: {
  spool: Spool
  reader: Reader
  judge: JudgeThread['judge']
  peer: Pick<Peer, 'putBlob' | 'push' | 'pushMails'>
  clock: Clock
  timers: Timers
  log: Log
  /** Where messages that could not be read are noted. */
  poison?: PoisonBook
  /** While the door is busy, messages are handed in slowly: accepting comes first. */
  isDoorBusy?: () => boolean
}): Intake {
  const { spool, reader, judge, peer, clock, timers, log } = options
  const stopped = new AbortController()
  const { signal } = stopped
  const isDoorBusy = options.isDoorBusy ?? (() => false)
  const handIns = makeHandIns(peer, signal)
  let reading: Promise<unknown> = Promise.resolve()
  let readingCount = 0
  const lanes = makeLanes({ count: HAND_INS, bytes: AHEAD_BYTES }, (error) =>
    // It is not marked as done, and comes again with the next start.
    log('error', 'A message could not be handed in.', { error: String(error) }),
  )
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
    let isLate = false
    for (let count = 0; !signal.aborted; count++) {
      if (count % MESSAGES_PER_TURN === 0 && !isLate) await yieldToDoor()
      fill()
      const next = ahead.shift()
      if (!next) {
        isLate = false
        await spool.waitForMore(signal)
        continue
      }
      fill()
      const prepared = await next.prepared
      isLate = hasWaited(prepared)
      await lanes.start(keysOf(prepared), next.bytes, () => handIn(prepared))
    }
    await Promise.allSettled(ahead.map((one) => one.prepared))
    await lanes.idle()
  }

  function hasWaited(prepared: Prepared | Damaged): boolean {
    return 'meta' in prepared && clock.now() - prepared.meta.receivedAt > DOOR_FIRST_MS
  }

  async function yieldToDoor(): Promise<void> {
    for (let waits = 0; waits < TURN_WAITS_MAX && isDoorBusy() && !signal.aborted; waits++)
      await pause(timers, TURN_WAIT_MS, signal)
  }

  async function prepare(ref: SpoolRef): Promise<Prepared | Damaged> {
    const found = await spool.read(ref)
    if (!found.ok) return { ref, damage: found.fault.detail }
    const { meta, raw, path } = found.value
    const isSuspect = ref.deaths >= LIMITS.parseDeaths
    const [read, sender]: [ReadOutcome, SenderVerdicts] = await Promise.all([
      isSuspect
        ? fail('mail/unreadable', `the gateway ended ${ref.deaths} times while reading it`)
        : readInTurn(ref, meta, raw, path),
      isSuspect
        ? UNCHECKED
        : judge(
            raw,
            {
              remoteAddress: meta.envelope.remoteAddress,
              helo: meta.envelope.helo,
              envelopeFrom: meta.envelope.from,
              authservs: meta.envelope.fetched?.authservs,
            },
            path,
          ),
    ])
    const rawBlob = { hash: meta.hash, bytes: raw }
    if (read.ok) return { ref, meta, raw: rawBlob, ...makeCommand(meta, read.value, sender) }
    log('error', 'A message could not be read; its ticket says so, and it can be read again.', {
      digest: meta.digest,
      bytes: meta.bytes,
      why: read.fault.detail,
    })
    const problem = `could not be read: ${read.fault.detail}`
    const command = makeBareCommand(meta, problem, read.header ?? null)
    return { ref, meta, raw: rawBlob, blobs: [], command: { ...command, sender } }
  }

  /** One after the other, and written down while it lasts: what ends this process is known by it. */
  function readInTurn(
    ref: SpoolRef,
    { envelope, receivedAt }: SpoolMeta,
    raw: Uint8Array,
    path: string | null,
  ): Promise<ReadOutcome> {
    readingCount++
    const turn = reading.then(async () => {
      // Starting the thread takes far longer than reading, and a process that ends meanwhile ended for another reason.
      await reader.ready()
      await spool.noteReading(ref)
      try {
        const outcome = await reader.read(raw, { envelopeFrom: envelope.from, receivedAt }, path)
        // What came from the thread is unpacked here: the door has its turn before more is done with much of it.
        if (raw.length > LARGE_BYTES) await setImmediate()
        return outcome
      } finally {
        if (--readingCount === 0) await spool.noteReading(null)
      }
    })
    reading = turn.catch(() => {})
    return turn
  }

  async function handIn(prepared: Prepared | Damaged): Promise<void> {
    if ('damage' in prepared) return setAside(prepared.ref, prepared.damage)
    const { ref, meta, command, raw, blobs } = prepared
    const first = await tryUntilAnswered(command, [raw, ...blobs])
    if (first === null) return
    if (first.ok) return finish(prepared)
    log('error', 'The server refused a message; it is handed in again with the raw file alone.', {
      digest: meta.digest,
      code: first.fault.code,
    })
    const refused = `the server refused it as it was read: ${first.fault.code}`
    const bare = makeBareCommand(meta, refused, null)
    const second = await tryUntilAnswered(bare, [raw])
    if (second === null) return
    if (second.ok) return finish({ ...prepared, command: bare })
    await setAside(ref, `the server refused it: ${second.fault.code} ${second.fault.detail}`)
  }

  async function finish({ ref, meta, command }: Prepared): Promise<void> {
    if (command.problem !== null) {
      try {
        await options.poison?.add(meta, command.problem)
      } catch (error) {
        log('warn', 'A message that was not read could not be noted.', { error: String(error) })
      }
    }
    await spool.markDone(ref)
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
    if (isSmall(missing)) return handIns.add({ pushId, command, blobs: missing })
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
