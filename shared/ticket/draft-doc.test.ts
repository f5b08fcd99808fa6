/** The maps of a draft: what is read and set, and what may not stand in them whoever wrote it. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  addFile,
  areMapsEmpty,
  clearRecipient,
  draftBody,
  mayBeDraftKey,
  mayBeDraftValue,
  readFiles,
  readRecipients,
  removeFile,
  setRecipient,
} from './draft-doc.ts'

const HASH = 'a'.repeat(64)
const file = {
  hash: HASH,
  name: 'plan.pdf',
  type: 'application/pdf',
  bytes: 12,
  inline: false,
  cid: null,
}

describe('recipients of a draft', () => {
  test('are read by address, chosen anew in place, and given back to what is so without a choice', () => {
    const doc = new Y.Doc()
    setRecipient(doc, { address: 'Zoe@customer.test', name: 'Zoe', as: 'cc' })
    setRecipient(doc, { address: ' ben@customer.test ', name: '', as: 'bcc' })
    setRecipient(doc, { address: 'zoe@customer.test', name: 'Zoe', as: 'none' })
    expect(readRecipients(doc)).toEqual([
      { address: 'ben@customer.test', name: '', as: 'bcc' },
      { address: 'zoe@customer.test', name: 'Zoe', as: 'none' },
    ])
    clearRecipient(doc, 'Ben@customer.test')
    expect(readRecipients(doc).map(({ address }) => address)).toEqual(['zoe@customer.test'])
  })

  test('chosen as they are already, nothing is written', () => {
    const doc = new Y.Doc()
    const zoe = { address: 'zoe@customer.test', name: 'Zoe', as: 'cc' } as const
    setRecipient(doc, zoe)
    let updates = 0
    doc.on('update', () => updates++)
    setRecipient(doc, zoe)
    expect(updates).toBe(0)
  })

  test('chosen by two who do not hear of each other are the same for both', () => {
    const [left, right] = [new Y.Doc(), new Y.Doc()]
    setRecipient(left, { address: 'zoe@customer.test', name: 'Zoe', as: 'cc' })
    setRecipient(left, { address: 'ben@customer.test', name: 'Ben', as: 'cc' })
    setRecipient(right, { address: 'zoe@customer.test', name: 'Zoe', as: 'bcc' })
    setRecipient(right, { address: 'amy@customer.test', name: 'Amy', as: 'cc' })
    const [ofLeft, ofRight] = [Y.encodeStateAsUpdate(left), Y.encodeStateAsUpdate(right)]
    Y.applyUpdate(left, ofRight)
    Y.applyUpdate(right, ofLeft)
    expect(readRecipients(left)).toEqual(readRecipients(right))
    expect(readRecipients(left)).toHaveLength(3)
  })

  test.each([
    ['no address', 'zoe', 'Zoe'],
    ['a line end in the address', 'zoe@customer.test\r\nBcc: all@customer.test', 'Zoe'],
    ['a name in the address', 'Zoe <zoe@customer.test>', 'Zoe'],
    ['two addresses', 'zoe@customer.test,ben@customer.test', 'Zoe'],
    ['a zero byte in the address', 'zo\0e@customer.test', 'Zoe'],
    ['a long address', `zoe@${'a'.repeat(250)}.test`, 'Zoe'],
    ['a line end in the name', 'zoe@customer.test', 'Zoe\r\nBcc: all@customer.test'],
    ['a line separator in the name', 'zoe@customer.test', 'Zoe\u2028Bcc'],
    ['a long name', 'zoe@customer.test', 'Z'.repeat(201)],
  ])('%s is refused', (_name, address, name) => {
    const doc = new Y.Doc()
    expect(setRecipient(doc, { address, name, as: 'cc' }).ok).toBe(false)
    expect(readRecipients(doc)).toEqual([])
  })
})

describe('what may stand in a map of a draft', () => {
  const cc = { name: 'Zoe', as: 'cc' }
  const strange = (value: unknown) => mayBeDraftValue('recipients', 'zoe@customer.test', value)

  test('the plain value, and nothing more or less', () => {
    expect(strange(cc)).toBe(true)
    for (const value of [
      null,
      true,
      1,
      'cc',
      [cc],
      {},
      { name: 'Zoe' },
      { ...cc, as: 'to' },
      { ...cc, more: 1 },
      { ...cc, name: { toString: 1 } },
      Object.create(cc),
      Object.assign(Object.create({ as: 'bcc' }), { name: 'Zoe', as: 'cc' }),
    ])
      expect(strange(value)).toBe(false)
  })

  test.each(['', '__proto__', 'constructor', 'Zoe@customer.test', 'zoe@customer.test ', 'zoe'])(
    'a key %j is no address',
    (key) => {
      expect(mayBeDraftKey('recipients', key)).toBe(false)
      expect(mayBeDraftKey('files', key)).toBe(false)
    },
  )

  test('a file stands under its own hash, and no part of it can begin a header', () => {
    expect(mayBeDraftValue('files', HASH, file)).toBe(true)
    expect(mayBeDraftValue('files', 'b'.repeat(64), file)).toBe(false)
    for (const wrong of [
      { name: 'a\r\nBcc: b' },
      { name: '' },
      { type: 'text/html\r\nBcc: b' },
      { type: 'html' },
      { cid: 'a>\r\nBcc: b' },
      { bytes: -1 },
      { more: true },
    ])
      expect(mayBeDraftValue('files', HASH, { ...file, ...wrong })).toBe(false)
  })
})

test('a value that does not parse is passed over by every reader', () => {
  const doc = new Y.Doc()
  doc.getMap('recipients').set('zoe@customer.test', { name: 'Zoe', as: 'to' })
  doc.getMap('recipients').set('zoe', { name: 'Zoe', as: 'cc' })
  doc.getMap('files').set('b'.repeat(64), file)
  expect(readRecipients(doc)).toEqual([])
  expect(readFiles(doc)).toEqual([])
})

test('files are read by name, and the same bytes are one file', () => {
  const doc = new Y.Doc()
  addFile(doc, file)
  addFile(doc, { ...file, name: 'plan (1).pdf' })
  addFile(doc, { ...file, hash: 'b'.repeat(64), name: 'a.txt', type: 'text/plain' })
  expect(readFiles(doc).map(({ name }) => name)).toEqual(['a.txt', 'plan (1).pdf'])
  removeFile(doc, HASH)
  expect(readFiles(doc).map(({ name }) => name)).toEqual(['a.txt'])
})

test('a draft of an earlier version has empty maps', () => {
  const doc = new Y.Doc()
  draftBody(doc).insert(0, [new Y.XmlElement('paragraph')])
  const read = new Y.Doc()
  Y.applyUpdate(read, Y.encodeStateAsUpdate(doc))
  expect(areMapsEmpty(read)).toBe(true)
  expect([readRecipients(read), readFiles(read)]).toEqual([[], []])
  setRecipient(read, { address: 'zoe@customer.test', name: 'Zoe', as: 'none' })
  expect(areMapsEmpty(read)).toBe(false)
})
