/**
 * Mail that a person of the desk asked for, or did not decline, is ended with one request (RFC 8058): its header holds an
 * address that is signed for this person and this kind of mail. It reads nothing and starts nothing, needs no session, and
 * ends with the key it is signed with (mail-keys).
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { idFromBytes, isId } from '../../../shared/kit/id.ts'
import { changeNotices, readNotices, type NoticeKind } from '../../auth/notices.ts'
import type { CommitParts } from '../../commit/parts.ts'
import { chooseDigest } from '../../reports/digest-choice.ts'
import type { Tx } from '../../store/database.ts'
import { currentMailKey, readMailKeys } from '../mail-keys.ts'

export type EndableMail = NoticeKind | 'digest'
export type Ending = { person: string; kind: EndableMail }

const KINDS: readonly string[] = ['assigned', 'answered', 'digest'] satisfies EndableMail[]
const isKind = (kind: string): kind is EndableMail => KINDS.includes(kind)

export async function makeEnding(
  parts: CommitParts,
  tx: Tx,
  { person, kind }: Ending,
): Promise<string> {
  const secret = await currentMailKey(tx, parts.random, parts.clock.now())
  const signature = signatureOf({ person, kind }, secret)
  return `${parts.config.publicUrl}/u/${person}.${kind}.${signature}`
}

/** Null: not one of ours, or its key has ended. */
export async function readEnding(parts: CommitParts, token: string): Promise<Ending | null> {
  const [person = '', kind = '', signature = '', ...more] = token.split('.')
  if (more.length > 0 || !isId(person) || !isKind(kind) || !isId(signature)) return null
  const keys = await readMailKeys(parts.database.read, parts.clock.now())
  // Every key is asked, however soon one fits: how long it takes says nothing.
  const fits = keys.map((key) =>
    timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf({ person, kind }, key.secret))),
  )
  return fits.includes(true) ? { person, kind } : null
}

/** Once or often: it stays ended until its person turns it on in the settings. */
export async function endMail(parts: CommitParts, { person, kind }: Ending): Promise<void> {
  const { database, clock } = parts
  if (kind === 'digest')
    return chooseDigest(database, person, { isWanted: false, now: clock.now() })
  const known = await readNotices(database.read, person)
  await changeNotices(database, person, { ...known, [kind]: false })
}

function signatureOf({ person, kind }: Ending, secret: string): string {
  const mac = createHmac('sha256', secret).update(`end-mail ${person} ${kind}`)
  return idFromBytes(mac.digest())
}
