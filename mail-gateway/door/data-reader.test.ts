/** The end of a message and its dots, against the plainest reading of the whole text, however it is cut. */
import { expect, test } from 'vitest'
import { makeDataReader } from './data-reader.ts'

/** In one look at all the bytes: what is content, and what comes behind the end; null while there is none. */
function readWhole(text: string): { content: string; rest: string | null } {
  // The command's own line end is before the text.
  const end = `\r\n${text}`.indexOf('\r\n.\r\n')
  const message = end < 0 ? `\n${text}` : `\n${text.slice(0, end)}`
  return {
    content: message.replaceAll('\n..', '\n.').slice(1),
    rest: end < 0 ? null : text.slice(end + 3),
  }
}

function readCut(text: string, cutAt: (at: number) => number): ReturnType<typeof readWhole> {
  const reader = makeDataReader()
  let content = ''
  for (let at = 0; at < text.length;) {
    const size = cutAt(at)
    const found = reader.push(Buffer.from(text.slice(at, at + size), 'latin1'))
    content += found.content.toString('latin1')
    if (found.end >= 0) return { content, rest: text.slice(at + found.end) }
    at += size
  }
  return { content, rest: null }
}

/** A small generator of numbers from a seed (xorshift32): the same texts each time. */
function makeChance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

test('[MA5][MR11] 5,000 texts of dots and line ends, whole, byte by byte and cut at will', () => {
  const chance = makeChance(20261122)
  const parts = ['\r\n', '\r\n.', '\r\n..', '.', '.', '\r', '\n', 'x', '\0', '.\r\n', '\r\n.\r\n']
  let ended = 0
  for (let round = 0; round < 5_000; round++) {
    const text = Array.from({ length: 1 + chance(12) }, () => parts[chance(parts.length)]).join('')
    // A message that never ends gives its last bytes only when more is known: one is made to end.
    const whole = readWhole(`${text}\r\n.\r\nNOOP\r\n`)
    const sent = `${text}\r\n.\r\nNOOP\r\n`
    expect(
      readCut(sent, () => sent.length),
      JSON.stringify(sent),
    ).toEqual(whole)
    expect(
      readCut(sent, () => 1),
      JSON.stringify(sent),
    ).toEqual(whole)
    expect(
      readCut(sent, () => 1 + chance(5)),
      JSON.stringify(sent),
    ).toEqual(whole)
    if (whole.rest !== 'NOOP\r\n') ended++
  }
  expect(ended).toBeGreaterThan(500)
})

test('what is in one piece is not copied', () => {
  const chunk = Buffer.from('Subject: x\r\n\r\n. x\r\n.\r\nQUIT\r\n')
  const { content, end } = makeDataReader().push(chunk)
  expect(content.buffer).toBe(chunk.buffer)
  expect(content.toString()).toBe('Subject: x\r\n\r\n. x\r\n')
  expect(chunk.subarray(end).toString()).toBe('QUIT\r\n')
})

test('[MA17] a megabyte of stuffed dots is read in one go', () => {
  const text = '..\r\n'.repeat(256 * 1024)
  const { content } = makeDataReader().push(Buffer.from(text))
  expect(content.length).toBe(3 * 256 * 1024)
})
