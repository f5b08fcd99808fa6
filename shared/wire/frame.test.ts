/** Control messages that nobody honest sends are refused before they are decoded; honest ones come out as they went in. */
import { describe, expect, test } from 'vitest'
import { fc } from '../kit/test-stage/properties.ts'
import { LIMITS } from '../kit/limits.ts'
import { decodeForeignControl, decodeFrame, encodeControl } from './frame.ts'

const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at))

describe('a control message from anybody', () => {
  test.each<[string, Uint8Array | number[]]>([
    ['lists within lists, 250,000 deep', times(500_000, (at) => (at % 2 ? 1 : 117))],
    ['half a million nothings', [117, 160, 194, 30, ...times(500_000, () => 126)]],
    ['a list that claims 2^40 values', [117, 128, 128, 128, 128, 128, 32]],
    ['an object that claims 2^40 keys', [118, 128, 128, 128, 128, 128, 32]],
    [
      '80,000 keys',
      encodeControl(Object.fromEntries(times(80_000, (at) => [`k${at}`, 0]))).slice(1),
    ],
    ['a text longer than the frame', [119, 255, 255, 3, 97]],
    ['bytes longer than the frame', [116, 255, 255, 3, 97]],
    ['a float cut short', [123, 0, 0]],
    ['a number without an end', [125, ...times(40, () => 255)]],
    ['a value that does not exist', [3]],
    ['a key called __proto__', [118, 1, 9, ...new TextEncoder().encode('__proto__'), 118, 0]],
    ['bytes after the message', [126, 126]],
    ['nothing', []],
  ])('%s is refused', (_name, bytes) => {
    expect(decodeForeignControl(new Uint8Array(bytes)).ok).toBe(false)
  })

  test('the largest honest question is taken', () => {
    const want = times(LIMITS.documentsPageCount, (at) => ({ ticket: '0'.repeat(26), version: at }))
    const frame = decodeFrame(encodeControl({ type: 'docs', want }))
    expect(frame.ok && decodeForeignControl(frame.value.payload)).toMatchObject({ ok: true })
  })

  test('bytes at random, and messages with a few bytes changed, never throw', () => {
    const honest = encodeControl({ type: 'push', push: { a: [1, 'x', { b: null }], c: 1.5 } })
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.array(fc.tuple(fc.nat(honest.length - 1), fc.nat(255)), { maxLength: 5 }),
        (random, changes) => {
          expect(decodeForeignControl(random).ok).toBeTypeOf('boolean')
          const changed = honest.slice(1)
          for (const [at, value] of changes) changed[at] = value
          expect(decodeForeignControl(changed).ok).toBeTypeOf('boolean')
        },
      ),
      { numRuns: 2_000 },
    )
  })

  test('what is plain comes out as it went in', () => {
    const plain = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.string(),
        fc.integer(),
        fc.double({ noNaN: true }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 5 }),
        fc.dictionary(
          fc.string().filter((key) => key !== '__proto__'),
          tie('value'),
          { maxKeys: 5 },
        ),
      ),
    })).value
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c'), plain), (message) => {
        const read = decodeForeignControl(encodeControl(message).slice(1))
        expect(read.ok && encodeControl({ value: read.value })).toEqual(
          encodeControl({ value: message }),
        )
      }),
    )
  })
})
