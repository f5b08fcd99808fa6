/**
 * Pairs of keys for signing mail, and the records their public halves are published in. Their chance comes from OpenSSL,
 * not from what is handed in: a key that a seed could make again would be nobody's secret.
 */
import { generateKeyPair, type KeyObject } from 'node:crypto'
import type { DomainKey, KeyAlgorithm } from '../../../shared/wire/mail-domains.ts'

/** RFC 8301 §3.2: signers should use 2048 bits; longer keys do not fit one answer of a name server. */
const RSA_BITS = 2048
/** RFC 8463 §4: the record holds the bare key, which is the end of its DER form. */
const ED25519_BYTES = 32

export type KeyPair = {
  /** PKCS #8, PEM. */
  privateKey: string
  /** As it stands after `p=`. */
  publicKey: string
}

export function makeKeyPair(algorithm: KeyAlgorithm): Promise<KeyPair> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, publicKey: KeyObject, privateKey: KeyObject) => {
      if (error) return reject(error)
      const der = publicKey.export({ type: 'spki', format: 'der' })
      const bare = algorithm === 'rsa-sha256' ? der : der.subarray(-ED25519_BYTES)
      resolve({
        privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        publicKey: bare.toString('base64'),
      })
    }
    if (algorithm === 'rsa-sha256') generateKeyPair('rsa', { modulusLength: RSA_BITS }, done)
    else generateKeyPair('ed25519', {}, done)
  })
}

/** `ds20260302`, the second of a day `ds20260302-2`; the newer kind has an `e` after it. */
export function nameSelector(algorithm: KeyAlgorithm, now: number, round: number): string {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '')
  const turn = round === 1 ? '' : `-${round}`
  return `ds${day}${turn}${algorithm === 'ed25519-sha256' ? 'e' : ''}`
}

export const recordName = (domain: string, { selector }: Pick<DomainKey, 'selector'>): string =>
  `${selector}._domainkey.${domain}`

export const keyTypeOf = (algorithm: KeyAlgorithm): 'rsa' | 'ed25519' =>
  algorithm === 'rsa-sha256' ? 'rsa' : 'ed25519'

export const recordValue = (algorithm: KeyAlgorithm, publicKey: string): string =>
  `v=DKIM1; k=${keyTypeOf(algorithm)}; p=${publicKey}`
