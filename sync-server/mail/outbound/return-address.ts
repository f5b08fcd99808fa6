/**
 * The address each mail of the desk is sent from (VERP): the queue's own, with a secret of this one mail behind the plus.
 * A bounce goes to the sender of the envelope (RFC 5321 §4.5.5), so it says by itself which mail it is about, and who does
 * not know the secret cannot make one up. Only its hash can be looked up. Not here: reading bounces (bounce-mail).
 */
import { makeToken } from '../../../shared/kit/id.ts'
import { splitAddress } from '../../../shared/ticket/address.ts'
import type { Random } from '../../../shared/kit/clock.ts'
import { hashToken } from '../../auth/tokens.ts'

/** RFC 5321 §4.5.3.1.1. */
const LOCAL_CHARS = 64
const TAG = /^b([0-9a-hjkmnp-tv-z]{26})$/

export type ReturnAddress = { address: string; hash: string | null }

/** Of a queue whose name leaves no room for the secret it is the queue's own: its bounces are known by the Message-ID alone. */
export function makeReturnAddress(from: string, random: Random): ReturnAddress {
  const at = from.lastIndexOf('@')
  const secret = makeToken(random)
  const local = `${from.slice(0, at)}+b${secret}`
  if (at < 1 || local.length > LOCAL_CHARS) return { address: from, hash: null }
  return { address: local + from.slice(at), hash: hashToken(secret) }
}

/** The hash of the secret in an address, or in what we gave as ENVID; null when there is none. */
export function returnHash(address: string): string | null {
  const secret = TAG.exec(splitAddress(address)?.tag ?? address.toLowerCase())?.[1]
  return secret === undefined ? null : hashToken(secret)
}
