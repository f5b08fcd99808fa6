/** What is left of a draft without what a reply carried: by whose keys it is, not by its words. */
import { describe, expect, test } from 'vitest'
import { draftBody, makeDraftFrom } from './draft-doc.ts'
import { renderDraft } from './draft-text.ts'
import { readSent, sentStateOf, takeOutSent } from './sent-state.ts'
import type { Message } from './ticket.ts'
import { makeDoc, Y } from './ticket-doc.ts'

const by = { kind: 'agent' as const, id: 'eve', name: 'Eve' }
const replyOf = (draft: Y.Doc, kind: Message['kind'] = 'reply'): Message => {
  return { id: '1', kind, by, at: 1, text: '', sentState: sentStateOf(draft) ?? '' }
}
/** The same draft on another device. */
const copyOf = (draft: Y.Doc) => makeDoc(Y.encodeStateAsUpdate(draft))
const add = (draft: Y.Doc, text: string) =>
  Y.applyUpdate(draft, Y.encodeStateAsUpdate(makeDraftFrom(text)))
const wordsIn = (bytes: Uint8Array) => renderDraft(makeDoc(bytes)).text
const has = (bytes: Uint8Array, word: string) => Buffer.from(bytes).includes(word)

function firstText(draft: Y.Doc): Y.XmlText {
  const [line] = draftBody(draft).toArray()
  const text = line instanceof Y.XmlElement ? line.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('the draft begins with no text')
  return text
}

describe('what is left of a draft', () => {
  test('is what was not there when the reply was made, and nothing else in its bytes', () => {
    const sent = makeDraftFrom('Dear Ruth\n\nthe lamp is on its way')
    const mine = copyOf(sent)
    add(mine, 'and mind the step')
    const left = takeOutSent(Y.encodeStateAsUpdate(mine), readSent([replyOf(sent)]))
    expect(wordsIn(left)).toBe('and mind the step')
    expect(has(left, 'lamp')).toBe(false)
  })

  test('is also what was typed into a line that went out, by whom else or by the same hand', () => {
    const draft = makeDraftFrom('the lamp')
    const reply = replyOf(draft)
    firstText(draft).insert(8, ' and the step')
    const other = copyOf(draft)
    firstText(other).insert(0, 'Mind ')
    const left = takeOutSent(Y.encodeStateAsUpdate(other), readSent([reply]))
    expect(wordsIn(left)).toBe('Mind  and the step')
    expect(has(left, 'lamp')).toBe(false)
  })

  test('is nothing when all of it went out, in one reply or in two', () => {
    const [one, two] = [makeDraftFrom('one'), makeDraftFrom('two')]
    const both = copyOf(one)
    Y.applyUpdate(both, Y.encodeStateAsUpdate(two))
    const left = takeOutSent(Y.encodeStateAsUpdate(both), readSent([replyOf(one), replyOf(two)]))
    expect(wordsIn(left)).toBe('')
  })

  test('is the very draft when none of it went out, or no reply says so', () => {
    const bytes = Y.encodeStateAsUpdate(makeDraftFrom('the lamp'))
    expect(takeOutSent(bytes, readSent([replyOf(makeDraftFrom('the lamp'))]))).toBe(bytes)
    expect(takeOutSent(bytes, readSent([replyOf(makeDoc(bytes), 'note')]))).toBe(bytes)
  })

  test('meets the whole draft again without bringing back what went out', () => {
    const sent = makeDraftFrom('the lamp')
    const whole = Y.encodeStateAsUpdate(copyOf(sent))
    const left = takeOutSent(whole, readSent([replyOf(sent)]))
    const met = makeDoc(left)
    Y.applyUpdate(met, whole)
    expect(renderDraft(met).text).toBe('')
  })
})
