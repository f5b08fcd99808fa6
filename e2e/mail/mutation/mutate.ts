/**
 * A mutated message: one of the given ones, or two of them, changed in a few places as noise, a broken relay or somebody
 * with a plan would. The same seed and number give the same bytes.
 */
import { makeSeeded, type Seeded } from '../../stage/seeded.ts'

/** What is grown is cut here: this is about shapes; sizes have tests of their own. */
const BYTES_MAX = 96 * 1024
const CHANGES_MAX = 8
const REPEATS_MAX = 2_000

/** Words that mean something to one of the readers. */
const TOKENS = [
  '\r\n',
  '\n',
  '\r',
  '\r\n\r\n',
  '\r\n ',
  '\0',
  '\xff\xfe',
  '\xf0\x9f\x92',
  '\xed\xa0\x80',
  '--b1',
  '--outer--\r\n',
  '=?utf-8?B?',
  '?=',
  '=?utf-8?Q?=',
  '=?x?B?AAAA?=',
  "utf-8''%",
  'name*0*=',
  ';',
  ':',
  '"',
  '\\',
  '(',
  ')',
  '<',
  '>',
  '@',
  ',',
  '=',
  '=\r\n',
  '=0',
  '+AAA-',
  '~{',
  '~}',
  '\x1b$B',
  '\x1b(B',
  '<div>',
  '</div>',
  '<table><tr><td>',
  '<blockquote>',
  '<style>',
  '<!--',
  '<![CDATA[',
  '<a href="',
  '&#x0;',
  '&#xd800;',
  '&amp',
  'cid:',
  'begin 644 x\r\n',
  '\r\nend\r\n',
  '> ',
  '>>>>>>>>',
  '-- \r\n',
  'On Mon, A <a@b.test> wrote:\r\n',
  'From: ',
  'Content-Type: multipart/mixed; boundary=b1\r\n',
  'Content-Type: message/rfc822\r\n\r\n',
  'Content-Type: text/html; charset=utf-16\r\n',
  'Content-Type: application/ms-tnef\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'Content-Transfer-Encoding: x-uuencode\r\n',
  'Content-Disposition: attachment; filename=',
  'charset=unicode',
  'Final-Recipient: rfc822; ',
  '__proto__',
  'constructor',
  '../../x',
  '\u202e',
]

type Change = (bytes: Buffer, random: Seeded, other: () => Buffer) => Buffer

const CHANGES: readonly Change[] = [
  // One bit; one byte.
  (bytes, random) => edit(bytes, random, (value) => value ^ (1 << random.between(0, 7))),
  (bytes, random) => edit(bytes, random, () => random.between(0, 255)),
  // A stretch is left out, doubled, said over and over, moved, or made of one byte.
  (bytes, random) => {
    const [from, to] = stretch(bytes, random)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
  },
  (bytes, random) => {
    const [from, to] = stretch(bytes, random)
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)])
  },
  (bytes, random) => {
    const [from, to] = stretch(bytes, random)
    const piece = bytes.subarray(from, Math.min(to, from + 64))
    const many = repeat(piece, times(random))
    return Buffer.concat([bytes.subarray(0, to), many, bytes.subarray(to)])
  },
  (bytes, random) => {
    const [from, to] = stretch(bytes, random)
    const at = random.between(0, bytes.length)
    return insert(bytes, at, bytes.subarray(from, to))
  },
  (bytes, random) => {
    const [from, to] = stretch(bytes, random)
    const copy = Buffer.from(bytes)
    copy.fill(random.between(0, 255), from, to)
    return copy
  },
  // A word is put in, once or very often.
  (bytes, random) => insert(bytes, random.between(0, bytes.length), token(random)),
  (bytes, random) =>
    insert(bytes, random.between(0, bytes.length), repeat(token(random), times(random))),
  (bytes, random) => insert(bytes, lineStart(bytes, random), token(random)),
  // A line goes, or two change places.
  (bytes, random) => {
    const at = lineStart(bytes, random)
    const end = bytes.indexOf(0x0a, at)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end < 0 ? bytes.length : end + 1)])
  },
  (bytes, random) => {
    const [a, b] = [lineStart(bytes, random), lineStart(bytes, random)].sort((x, y) => x - y)
    return Buffer.concat([bytes.subarray(0, a), bytes.subarray(b), bytes.subarray(a, b)])
  },
  // Cut off; gone on with another message; another message inside.
  (bytes, random) => bytes.subarray(0, random.between(0, bytes.length)),
  (bytes, random, other) => {
    const tail = other()
    return Buffer.concat([
      bytes.subarray(0, random.between(0, bytes.length)),
      tail.subarray(random.between(0, tail.length)),
    ])
  },
  (bytes, random, other) => insert(bytes, lineStart(bytes, random), other()),
  // Other line ends.
  (bytes, random) => {
    const ends = random.pick(['\n', '\r', '\r\r\n', '\r\n\r\n', '\n\r'])
    return Buffer.from(bytes.toString('latin1').replace(/\r?\n/g, ends), 'latin1')
  },
]

export function mutate(messages: readonly Buffer[], seed: number, number: number): Buffer {
  const random = makeSeeded(seed).fork(`message ${number}`)
  const other = () => random.pick(messages)
  let bytes = other()
  // Mostly few changes: many at once only make noise.
  const count = 1 + Math.floor(CHANGES_MAX * random.next() ** 3)
  for (let at = 0; at < count; at++)
    bytes = random.pick(CHANGES)(bytes, random, other).subarray(0, BYTES_MAX)
  return Buffer.from(bytes)
}

function edit(bytes: Buffer, random: Seeded, change: (value: number) => number): Buffer {
  const copy = Buffer.from(bytes)
  if (copy.length === 0) return copy
  const at = random.between(0, copy.length - 1)
  copy[at] = change(copy[at] ?? 0)
  return copy
}

/** Mostly short. */
function stretch(bytes: Buffer, random: Seeded): [from: number, to: number] {
  const from = random.between(0, bytes.length)
  const length = Math.floor((bytes.length - from) * random.next() ** 3)
  return [from, from + length]
}

function lineStart(bytes: Buffer, random: Seeded): number {
  const lf = bytes.indexOf(0x0a, random.between(0, bytes.length))
  return lf < 0 ? bytes.length : lf + 1
}

function token(random: Seeded): Buffer {
  return Buffer.from(random.pick(TOKENS), 'latin1')
}

function insert(bytes: Buffer, at: number, piece: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])
}

/** Mostly few. */
function times(random: Seeded): number {
  return 2 + Math.floor(REPEATS_MAX * random.next() ** 4)
}

function repeat(piece: Uint8Array, times: number): Buffer {
  const most = Math.max(1, Math.floor(BYTES_MAX / Math.max(1, piece.length)))
  return Buffer.concat(Array.from({ length: Math.min(times, most) }, () => piece))
}
