/**
 * Mail that the gateway keeps, looked at from outside by its files: what waits, what could not be read, what could not be
 * handed in, when its certificate ends. For `doctor`, /metrics and the app. The files are the gateway's; nothing is changed here.
 */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DAY_MS, LIMITS } from '../../shared/kit/limits.ts'
import { EpochMs, parseWith, v } from '../../shared/kit/schema.ts'
import type { Check } from './desk-checks.ts'

export type SpoolLook = {
  bytes: number
  /** Epoch ms of the last change of the oldest file; null when nothing waits. */
  oldestAt: number | null
  /** Tickets that say a mail could not be read, and that can be read again. */
  unreadCount: number
  /** Mail that no ticket tells of. */
  stuckCount: number
}

export async function lookAtSpool(dataDir: string): Promise<SpoolLook> {
  const spool = join(dataDir, 'spool')
  let bytes = 0
  let oldestAt: number | null = null
  for (const name of await namesIn(spool)) {
    if (!/\.(eml|log)$/.test(name)) continue
    const found = await stat(join(spool, name)).catch(() => null)
    if (!found || found.size === 0) continue
    bytes += found.size
    oldestAt = Math.min(oldestAt ?? Infinity, found.mtimeMs)
  }
  const countOf = async (folder: string, end: string) =>
    (await namesIn(join(spool, folder))).filter((name) => name.endsWith(end)).length
  return {
    bytes,
    oldestAt,
    unreadCount: await countOf('poison', '.json'),
    stuckCount: await countOf('stuck', '.eml'),
  }
}

const CertificateNote = v.object({ endsAt: v.nullable(EpochMs) })
/** `endsAt` null: its files cannot be used, and mail is taken in the clear. */
export type CertificateNote = v.InferOutput<typeof CertificateNote>

/** Of the gateway's door; null where it has none. */
export async function readCertificate(dataDir: string): Promise<CertificateNote | null> {
  try {
    const note: unknown = JSON.parse(
      await readFile(join(dataDir, 'spool', 'certificate.json'), 'utf8'),
    )
    const parsed = parseWith(CertificateNote, note)
    return parsed.ok ? parsed.value : null
  } catch {
    return null
  }
}

/** It ends soon, has ended, or cannot be used. */
export const isCertificateLate = (note: CertificateNote | null, now: number): boolean =>
  note !== null && (note.endsAt === null || note.endsAt - now < LIMITS.certificateWarnMs)

export function checkCertificate(note: CertificateNote | null, now: number): Check[] {
  if (note === null) return []
  const name = 'certificate'
  const { endsAt } = note
  if (endsAt === null)
    return [
      {
        name,
        state: 'bad',
        detail:
          'the files of DESKSIDE_SMTP_TLS_KEY and DESKSIDE_SMTP_TLS_CERT cannot be used: mail comes in the clear; the log of the gateway says why',
      },
    ]
  const day = new Date(endsAt).toISOString().slice(0, 10)
  const days = Math.floor((endsAt - now) / DAY_MS)
  if (days < 0)
    return [{ name, state: 'bad', detail: `ended on ${day}: other mail servers may refuse it` }]
  return [
    isCertificateLate(note, now)
      ? { name, state: 'advice', detail: `ends on ${day}, in ${days} days; renew it` }
      : { name, state: 'ok', detail: `until ${day}` },
  ]
}

export function checkSpool(look: SpoolLook, now: number): Check[] {
  const { bytes, oldestAt, unreadCount, stuckCount } = look
  const hours = oldestAt === null ? 0 : Math.floor((now - oldestAt) / 3_600_000)
  const size = bytes === 0 ? 'empty' : `${Math.ceil(bytes / 1024)} KiB`
  const again = 'deskside mail poison list shows them, replay reads them again'
  return [
    stuckCount > 0
      ? {
          name: 'spool',
          state: 'bad',
          detail: `${stuckCount} mails could not be handed in and have no ticket; ${again}`,
        }
      : {
          name: 'spool',
          state: 'ok',
          detail: hours > 24 ? `${size}, quiet since ${hours} h` : size,
        },
    unreadCount > 0
      ? {
          name: 'unread mail',
          state: 'advice',
          detail: `${unreadCount} mails could not be read; their tickets say so; ${again}`,
        }
      : { name: 'unread mail', state: 'ok', detail: 'none' },
  ]
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])
