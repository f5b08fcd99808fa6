/**
 * The keys that mail of a domain is signed with (DKIM), in the store, so that every node, a backup and a restored desk has
 * them. A private key leaves this file only for the gateway, which signs; it is never logged, and gone from its row as
 * soon as another key signs instead.
 */
import { fail, ok, type Result } from '../../../shared/kit/fault.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import { v } from '../../../shared/kit/schema.ts'
import type { SigningKey } from '../../../shared/wire/mail.ts'
import {
  KEY_ALGORITHMS,
  KEY_STATES,
  type DomainKey,
  type KeyAlgorithm,
} from '../../../shared/wire/mail-domains.ts'
import type { CommitParts } from '../../commit/parts.ts'
import { number, numberOrNull, text, type Sql, type SqlRow, type Tx } from '../../store/database.ts'
import { makeKeyPair, nameSelector, type KeyPair } from './key-pair.ts'

/** A key as it may be shown, with its public half. */
export type KnownKey = DomainKey & { publicKey: string }
/** What a name server said of a key's record. */
export type Seen = 'seen' | 'gone' | 'unknown'

const Algorithm = v.picklist(KEY_ALGORITHMS)
const State = v.picklist(KEY_STATES)
/** Keys of one day; nobody rotates more often. */
const ROUNDS_MAX = 100
/** Never the private half. */
const SHOWN = `selector, algorithm, public_key, state, is_vouched, made_at, seen_at, retired_at`

/** Newest first, of each day the RSA key first. */
export async function readKeys(sql: Sql, domain: string, lock = ''): Promise<KnownKey[]> {
  const rows = await sql.all(
    `SELECT ${SHOWN} FROM domain_keys WHERE domain = ? ORDER BY made_at DESC, selector ${lock}`,
    domain,
  )
  return rows.map(keyOf)
}

function keyOf(row: SqlRow): KnownKey {
  const retiredAt = numberOrNull(row, 'retired_at')
  return {
    selector: text(row, 'selector'),
    algorithm: v.parse(Algorithm, text(row, 'algorithm')),
    state: v.parse(State, text(row, 'state')),
    madeAt: number(row, 'made_at'),
    seenAt: numberOrNull(row, 'seen_at'),
    removableAt: retiredAt === null ? null : retiredAt + LIMITS.dkimRetiredMs,
    isVouched: number(row, 'is_vouched') === 1,
    publicKey: text(row, 'public_key'),
  }
}

/** Keys for a domain that has none. */
export async function ensureKeys(parts: CommitParts, domain: string): Promise<void> {
  const known = await readKeys(parts.database.read, domain)
  if (known.some((key) => key.state !== 'retired')) return
  await addKeys(parts, domain, (keys) => keys.every((key) => key.state === 'retired'))
}

/** New keys beside those that sign: they take over when their records are seen. */
export async function rotateKeys(parts: CommitParts, domain: string): Promise<Result<void>> {
  const isFree = (keys: readonly KnownKey[]) =>
    keys.every((key) => key.state !== 'waiting' || isSpare(key, keys))
  return (await addKeys(parts, domain, isFree))
    ? ok()
    : fail('desk/exists', `${domain} has new keys already, which wait for their records`)
}

/** A second key that was never published beside a first that signs does not hold up a rotation. */
function isSpare(key: KnownKey, keys: readonly KnownKey[]): boolean {
  return (
    key.algorithm === 'ed25519-sha256' &&
    keys.some((other) => other.madeAt === key.madeAt && other.state === 'signing')
  )
}

/** @returns false when the domain has others meanwhile, or is not in need of any */
async function addKeys(
  parts: CommitParts,
  domain: string,
  isWanted: (keys: readonly KnownKey[]) => boolean,
): Promise<boolean> {
  const { database, clock } = parts
  if (!isWanted(await readKeys(database.read, domain))) return false
  // Takes a moment of a processor: not within a write.
  const pairs: [KeyAlgorithm, KeyPair][] = []
  for (const algorithm of KEY_ALGORITHMS) pairs.push([algorithm, await makeKeyPair(algorithm)])
  return database.write(async (tx) => {
    const keys = await readKeys(tx, domain, tx.forUpdate)
    if (!isWanted(keys)) return false
    const now = clock.now()
    const taken = new Set(keys.map((key) => key.selector))
    let round = 1
    while (round < ROUNDS_MAX && taken.has(nameSelector('rsa-sha256', now, round))) round += 1
    for (const key of keys)
      if (key.state === 'waiting' && isSpare(key, keys)) await drop(tx, domain, key)
    for (const [algorithm, { privateKey, publicKey }] of pairs)
      // Another node that did the same at this moment was first.
      await tx.run(
        `INSERT INTO domain_keys (domain, selector, algorithm, private_key, public_key, state, is_vouched, made_at) VALUES (?, ?, ?, ?, ?, 'waiting', 0, ?)
         ON CONFLICT (domain, selector) DO NOTHING`,
        domain,
        nameSelector(algorithm, now, round),
        algorithm,
        privateKey,
        publicKey,
        now,
      )
    return true
  })
}

/** What name servers say of the records decides which key signs. Who was not answered changes nothing. */
export async function applySeen(
  tx: Tx,
  domain: string,
  seen: ReadonlyMap<string, Seen>,
  now: number,
): Promise<void> {
  const keys = await readKeys(tx, domain, tx.forUpdate)
  const hasSigner = new Set<KeyAlgorithm>()
  for (const key of keys) {
    const word = seen.get(key.selector) ?? 'unknown'
    if (word === 'seen')
      await tx.run(
        `UPDATE domain_keys SET seen_at = ? WHERE domain = ? AND selector = ?`,
        now,
        domain,
        key.selector,
      )
    if (key.state === 'retired') {
      const isOver = key.removableAt !== null && key.removableAt <= now
      if (isOver && word === 'gone') await drop(tx, domain, key)
      continue
    }
    // Newest first: those before it have been decided.
    if (hasSigner.has(key.algorithm)) await retire(tx, domain, key, now)
    else if (signsNow(key, word)) {
      await setState(tx, domain, key, 'signing')
      hasSigner.add(key.algorithm)
    } else await setState(tx, domain, key, 'waiting')
  }
}

function signsNow({ state, isVouched }: KnownKey, word: Seen): boolean {
  if (isVouched || word === 'seen') return true
  // A signature that nobody can check is worse than none (RFC 6376 §6.1.2): the receiver takes it for a broken one.
  return word === 'unknown' && state === 'signing'
}

/** An admin's word that the record is published, or that what is seen counts again. */
export async function vouchForKey(
  tx: Tx,
  place: { domain: string; selector: string },
  isVouched: boolean,
  now: number,
): Promise<Result<void>> {
  const keys = await readKeys(tx, place.domain, tx.forUpdate)
  const key = keys.find(({ selector, state }) => selector === place.selector && state !== 'retired')
  if (!key)
    return fail('kit/not-found', `${place.domain} has no key ${place.selector} to sign with`)
  await tx.run(
    `UPDATE domain_keys SET is_vouched = ? WHERE domain = ? AND selector = ?`,
    isVouched ? 1 : 0,
    place.domain,
    place.selector,
  )
  // Without the word, what was seen last is not known any more: it waits until its record is seen.
  const word = isVouched ? 'unknown' : 'gone'
  await applySeen(tx, place.domain, new Map([[place.selector, word]]), now)
  return ok()
}

/** What the gateway signs with, of domains that queues write from. */
export async function readSigningKeys(sql: Sql, domains: readonly string[]): Promise<SigningKey[]> {
  const rows = await sql.all(
    `SELECT domain, selector, algorithm, private_key FROM domain_keys WHERE state = 'signing' ORDER BY domain, selector`,
  )
  const used = new Set(domains)
  return rows
    .filter((row) => used.has(text(row, 'domain')))
    .slice(0, 2 * LIMITS.mailDomains)
    .map((row) => ({
      domain: text(row, 'domain'),
      selector: text(row, 'selector'),
      algorithm: v.parse(Algorithm, text(row, 'algorithm')),
      privateKey: text(row, 'private_key'),
    }))
}

/** Names of keys that signed long ago. @returns how many */
export function forgetRetired(tx: Tx, before: number): Promise<number> {
  return tx.run(`DELETE FROM domain_keys WHERE state = 'retired' AND retired_at < ?`, before)
}

const setState = (tx: Tx, domain: string, { selector }: KnownKey, state: DomainKey['state']) =>
  tx.run(
    `UPDATE domain_keys SET state = ? WHERE domain = ? AND selector = ?`,
    state,
    domain,
    selector,
  )

/** It signs nothing any more, so nobody needs its secret. One that never signed leaves no trace. */
async function retire(tx: Tx, domain: string, key: KnownKey, now: number): Promise<void> {
  if (key.seenAt === null && !key.isVouched) return drop(tx, domain, key)
  await tx.run(
    `UPDATE domain_keys SET state = 'retired', private_key = '', retired_at = ? WHERE domain = ? AND selector = ?`,
    now,
    domain,
    key.selector,
  )
}

async function drop(tx: Tx, domain: string, { selector }: KnownKey): Promise<void> {
  await tx.run(`DELETE FROM domain_keys WHERE domain = ? AND selector = ?`, domain, selector)
}
