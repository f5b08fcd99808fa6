/**
 * Signs a composed mail for its sender's domain (DKIM, RFC 6376; Ed25519: RFC 8463), relaxed/relaxed, over the whole body.
 *
 * Our own, because neither library can do what is needed: nodemailer's signer knows RSA alone, and neither it nor
 * mailauth's names a field once more than it is there. Without that a second Subject or From that is put on top of a
 * signed mail leaves the signature whole, and some programs show the one on top (RFC 6376 §8.15).
 */
import { createHash, createPrivateKey, sign, type KeyObject } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { SigningKey } from '../../shared/wire/mail.ts'

/** Whatever they hold, and that there is no further one (§5.4.2): added later, each of them would be believed. */
const CLOSED = ['from', 'reply-to', 'to', 'cc', 'subject', 'date']
/**
 * Signed where they are (§5.4.1). Not Message-ID: some relays give a mail their own (mail.md 27). Not the fields that say
 * how a mail went.
 */
const SIGNED = [
  'sender',
  'in-reply-to',
  'references',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'auto-submitted',
  'list-unsubscribe',
  'list-unsubscribe-post',
]
const LINE_CHARS = 72
const SLICE_BYTES = 256 * 1024

type Field = { name: string; text: string }

/**
 * @param raw   7-bit with CRLF, as our composer makes it (§5.3: nothing on the way has a reason to change it)
 * @param keys  each makes a signature of its own
 * @returns the mail with its signatures on top
 */
export async function signMail(
  raw: Buffer,
  keys: readonly SigningKey[],
  nowMs: number,
): Promise<Buffer> {
  if (keys.length === 0) return raw
  const end = raw.indexOf('\r\n\r\n')
  if (end < 0) throw new Error('a mail without a body cannot be signed')
  const fields = readFields(raw.subarray(0, end).toString('latin1'))
  const bodyHash = await hashBody(raw, end + 4)
  const { names, text } = pickFields(fields)
  const seconds = Math.floor(nowMs / 1000)
  const signatures = keys.map((key) => {
    const tags = [
      `v=1; a=${key.algorithm}; c=relaxed/relaxed;`,
      `d=${key.domain}; s=${key.selector}; t=${seconds};`,
      ...foldNames(names),
      `bh=${bodyHash};`,
      'b=',
    ]
    const open = ` ${tags.join('\r\n\t')}`
    // §3.7: the signature's own field comes last, with nothing after b= and no line end.
    const made = signText(`${text}dkim-signature:${relaxValue(open)}`, key)
    return `DKIM-Signature:${open}${foldSignature(made)}\r\n`
  })
  return Buffer.concat([Buffer.from(signatures.join(''), 'latin1'), raw])
}

/** Fields in order, each with its continuation lines. */
function readFields(header: string): Field[] {
  return header
    .replace(/\r\n(?=[ \t])/g, '\r')
    .split('\r\n')
    .map((line) => {
      const at = line.indexOf(':')
      return { name: line.slice(0, at).trim().toLowerCase(), text: line.slice(at + 1) }
    })
}

/** §5.4.2: of fields that are there more than once the lowest is signed first. */
function pickFields(fields: readonly Field[]): { names: string[]; text: string } {
  const names: string[] = []
  let text = ''
  for (const name of [...CLOSED, ...SIGNED]) {
    for (const field of fields.filter((one) => one.name === name).reverse()) {
      names.push(name)
      text += `${name}:${relaxValue(field.text)}\r\n`
    }
    if (CLOSED.includes(name)) names.push(name)
  }
  return { names, text }
}

/** §3.4.2: unfolded, runs of white space one space, none at either end. (A fold is a bare CR by now.) */
const relaxValue = (value: string): string =>
  value
    .replace(/[\r\n]+/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/^ | $/g, '')

/**
 * §3.4.4: the same in every line, and no empty lines at the end. In slices, so that a large mail holds up nobody for long.
 */
async function hashBody(raw: Buffer, start: number): Promise<string> {
  const hash = createHash('sha256')
  /** Line ends that count only if something follows. */
  let ends = 0
  let hasText = false
  for (let at = start; at < raw.length;) {
    const slice = raw.toString('latin1', at, (at = endOfSlice(raw, at)))
    const relaxed = slice.replace(/[ \t]+/g, ' ').replace(/ (?=\r\n|$)/g, '')
    let length = relaxed.length
    while (relaxed.endsWith('\r\n', length)) length -= 2
    if (length > 0) {
      hash.update('\r\n'.repeat(ends) + relaxed.slice(0, length), 'latin1')
      hasText = true
      ends = 0
    }
    ends += (relaxed.length - length) / 2
    if (at < raw.length) await setImmediate()
  }
  if (hasText) hash.update('\r\n')
  return hash.digest('base64')
}

/** Behind a line end, so that no line is in two slices. */
function endOfSlice(raw: Buffer, at: number): number {
  if (raw.length - at <= SLICE_BYTES) return raw.length
  const end = raw.indexOf('\r\n', at + SLICE_BYTES - 2)
  return end < 0 ? raw.length : end + 2
}

function signText(text: string, { algorithm, privateKey }: SigningKey): string {
  const key = keyOf(privateKey)
  const bytes = Buffer.from(text, 'latin1')
  if (algorithm === 'rsa-sha256') return sign('sha256', bytes, key).toString('base64')
  // RFC 8463 §3: what is signed is the hash.
  return sign(null, createHash('sha256').update(bytes).digest(), key).toString('base64')
}

const parsed = new Map<string, KeyObject>()
const PARSED_MAX = 50

/** Reading a key takes longer than an Ed25519 signature. */
function keyOf(pem: string): KeyObject {
  const known = parsed.get(pem)
  if (known) return known
  if (parsed.size >= PARSED_MAX) parsed.clear()
  const key = createPrivateKey(pem)
  parsed.set(pem, key)
  return key
}

/** `h=` on lines of its own: between names white space may stand (§3.5). */
function foldNames(names: readonly string[]): string[] {
  const lines: string[] = []
  let line = 'h='
  for (const [at, name] of names.entries()) {
    const word = `${name}${at === names.length - 1 ? ';' : ':'}`
    if (line.length + word.length > LINE_CHARS) {
      lines.push(line)
      line = ''
    }
    line += word
  }
  return [...lines, line]
}

const foldSignature = (signature: string): string =>
  (signature.match(new RegExp(`.{1,${LINE_CHARS}}`, 'g')) ?? []).join('\r\n\t')
