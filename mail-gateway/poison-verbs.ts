/**
 * `deskside mail poison list|replay`: messages that could not be read, and reading them again once that may end otherwise.
 * Works beside a gateway that runs, on the notes it left; what can be read is handed in by the same command as all mail.
 */
import { readFile } from 'node:fs/promises'
import { fail, ok, type Result } from '../shared/kit/fault.ts'
import type { Judge } from './inbound/judge.ts'
import { makeCommand, makePushId } from './inbound/mail-command.ts'
import { dropPoison, listPoison, type Poison } from './inbound/poison.ts'
import type { Reader } from './inbound/reader.ts'
import type { Peer } from './peer.ts'

export type PoisonLine = {
  name: string
  /** ISO time of the note. */
  at: string
  bytes: number | null
  from: string | null
  to: string[]
  why: string
  /** False: it was set aside, and no ticket tells of it. */
  hasTicket: boolean
}

export type Replayed = { name: string; isDone: boolean; detail: string }

export type PoisonParts = {
  spoolDir: string
  reader: Reader
  judge: Judge
  peer: Pick<Peer, 'fetchBlob' | 'putBlob' | 'push'>
  signal: AbortSignal
}

export async function describePoison(spoolDir: string): Promise<PoisonLine[]> {
  return (await listPoison(spoolDir)).map(({ name, at, meta, why, raw }) => ({
    name,
    at: new Date(at).toISOString(),
    bytes: meta?.bytes ?? null,
    from: meta?.envelope.from ?? null,
    to: meta?.envelope.to ?? [],
    why,
    hasTicket: raw === null,
  }))
}

/** @param names  those of `list`; null for all */
export async function replayPoison(
  parts: PoisonParts,
  names: readonly string[] | null,
): Promise<Replayed[]> {
  const all = await listPoison(parts.spoolDir)
  const done: Replayed[] = []
  for (const name of names ?? []) {
    if (!all.some((one) => one.name === name))
      done.push({ name, isDone: false, detail: 'there is none of that name' })
  }
  for (const poison of all) {
    if (names !== null && !names.includes(poison.name)) continue
    const replayed = await replayOne(parts, poison)
    if (replayed.ok) await dropPoison(parts.spoolDir, poison)
    const detail = replayed.ok ? 'read, and handed in' : replayed.fault.detail
    done.push({ name: poison.name, isDone: replayed.ok, detail })
  }
  return done
}

async function replayOne(parts: PoisonParts, { meta, raw }: Poison): Promise<Result<void>> {
  const { reader, judge, peer, signal } = parts
  if (meta === null)
    return fail('mail/unreadable', `its envelope is lost; the bytes are in ${raw ?? 'no file'}`)
  const bytes = raw === null ? await peer.fetchBlob(meta.hash, signal) : await readWhole(raw)
  if (!bytes.ok) return bytes
  const { envelope, receivedAt } = meta
  const read = await reader.read(bytes.value, { envelopeFrom: envelope.from, receivedAt })
  if (!read.ok) return fail(read.fault.code, `still not: ${read.fault.detail}`)
  const sender = await judge(bytes.value, {
    remoteAddress: envelope.remoteAddress,
    helo: envelope.helo,
    envelopeFrom: envelope.from,
  })
  const { command, blobs } = makeCommand(meta, read.value, sender)
  for (const { hash, bytes: content } of [{ hash: meta.hash, bytes: bytes.value }, ...blobs]) {
    const put = await peer.putBlob(hash, content, signal)
    if (!put.ok) return put
  }
  const replay = { ...command, isReplay: true }
  return peer.push(makePushId(replay), replay, signal)
}

async function readWhole(path: string): Promise<Result<Uint8Array>> {
  try {
    return ok(await readFile(path))
  } catch (error) {
    return fail('kit/storage', String(error))
  }
}
