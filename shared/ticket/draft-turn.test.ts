/** Whose turn it is with a draft: how it begins and ends, by which clock, and of which words a review is. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { LIMITS } from '../kit/limits.ts'
import { addFile, draftBody, makeDraftFrom } from './draft-doc.ts'
import { renderDraft } from './draft-text.ts'
import {
  answerReview,
  askReview,
  endTurn,
  hasSeenOther,
  keepTurn,
  lockAgainst,
  lockDraft,
  mayBeTurn,
  readTurn,
  reviewOf,
  seenPrintOf,
  takeOver,
  withdrawReview,
  writerNow,
} from './draft-turn.ts'

const NOW = 1_800_000_000_000
const IDLE = LIMITS.turnIdleMs
const ASKED = { id: '01j00000000000000000000000', by: 'ana', of: 'ben', at: NOW }

const holder = (doc: Y.Doc, now: number) => writerNow(readTurn(doc), now)?.by ?? null

/** Types at the end of the first paragraph. */
function type(doc: Y.Doc, words: string): void {
  const paragraph = draftBody(doc).get(0)
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('a paragraph has its text')
  text.insert(text.length, words)
}

function exchange(left: Y.Doc, right: Y.Doc): void {
  const [ofLeft, ofRight] = [Y.encodeStateAsUpdate(left), Y.encodeStateAsUpdate(right)]
  Y.applyUpdate(left, ofRight)
  Y.applyUpdate(right, ofLeft)
}

describe('a lock', () => {
  test('[DR10] keeps others off, not its holder, until two minutes after the last key', () => {
    const doc = new Y.Doc()
    lockDraft(doc, 'ana', NOW)
    expect(lockAgainst(doc, 'ben', NOW + IDLE - 1)?.by).toBe('ana')
    expect(lockAgainst(doc, 'ana', NOW)).toBeNull()
    expect(lockAgainst(doc, 'ben', NOW + IDLE)).toBeNull()
    keepTurn(doc, 'ana', NOW + IDLE - 1)
    expect(lockAgainst(doc, 'ben', NOW + 2 * IDLE - 2)?.by).toBe('ana')
    expect(lockAgainst(doc, 'ben', NOW + 2 * IDLE - 1)).toBeNull()
  })

  test('[DR10] is not brought back by a key after it ended, nor kept by anybody else’s', () => {
    const doc = new Y.Doc()
    lockDraft(doc, 'ana', NOW)
    keepTurn(doc, 'ben', NOW + IDLE / 2)
    expect(holder(doc, NOW + IDLE)).toBeNull()
    keepTurn(doc, 'ana', NOW + IDLE)
    expect(holder(doc, NOW + IDLE)).toBeNull()
  })

  test('[DR10] of a clock that is ahead holds nobody up; one a little ahead is nothing unusual', () => {
    const doc = new Y.Doc()
    lockDraft(doc, 'ana', NOW + 3_600_000)
    expect(lockAgainst(doc, 'ben', NOW)).toBeNull()
    lockDraft(doc, 'ana', NOW + LIMITS.turnAheadMs)
    expect(lockAgainst(doc, 'ben', NOW)?.by).toBe('ana')
  })

  test('[DR10] ends by its holder alone, and goes over with who had it', () => {
    const doc = new Y.Doc()
    lockDraft(doc, 'ana', NOW)
    endTurn(doc, 'ben')
    expect(holder(doc, NOW)).toBe('ana')
    takeOver(doc, 'ben', NOW + 1_000)
    expect(readTurn(doc).writer).toEqual({
      by: 'ben',
      isLocked: true,
      keyAt: NOW + 1_000,
      from: 'ana',
    })
    expect(lockAgainst(doc, 'ana', NOW + 1_000)?.by).toBe('ben')
    endTurn(doc, 'ben')
    expect(holder(doc, NOW + 1_000)).toBeNull()
  })

  test('taking over what nobody locked locks nobody out', () => {
    const doc = new Y.Doc()
    takeOver(doc, 'ana', NOW)
    expect(holder(doc, NOW)).toBe('ana')
    takeOver(doc, 'ben', NOW + 1)
    expect(readTurn(doc).writer).toMatchObject({ by: 'ben', isLocked: false, from: 'ana' })
    expect(lockAgainst(doc, 'ana', NOW + 1)).toBeNull()
  })

  test('[DR9] two who lock and type without a network: one has it for both, and every word stands', () => {
    const left = makeDraftFrom('Close the valve')
    const right = new Y.Doc()
    exchange(left, right)
    lockDraft(left, 'ana', NOW)
    type(left, ' slowly')
    lockDraft(right, 'ben', NOW + 1)
    type(right, ' now')
    exchange(left, right)
    expect(readTurn(left)).toEqual(readTurn(right))
    expect(['ana', 'ben']).toContain(holder(left, NOW + 1))
    const { text } = renderDraft(left)
    expect(text).toContain(' slowly')
    expect(text).toContain(' now')
  })
})

describe('a review', () => {
  test('[DR11] looks good as long as words and files are what was looked at', () => {
    const doc = makeDraftFrom('Close the valve')
    expect(reviewOf(doc).state).toBe('none')
    askReview(doc, ASKED)
    expect(reviewOf(doc).state).toBe('asked')
    answerReview(doc, { by: 'ben', at: NOW + 1, isGood: true })
    expect(reviewOf(doc).state).toBe('good')
    lockDraft(doc, 'ana', NOW)
    expect(reviewOf(doc).state).toBe('good')
    type(doc, '!')
    expect(reviewOf(doc).state).toBe('changed')
    answerReview(doc, { by: 'ben', at: NOW + 2, isGood: true })
    expect(reviewOf(doc).state).toBe('good')
    const file = { type: 'application/pdf', bytes: 12, inline: false, cid: null }
    addFile(doc, { hash: 'a'.repeat(64), name: 'plan.pdf', ...file })
    expect(reviewOf(doc).state).toBe('changed')
  })

  test('[DR11] is said by who was asked, to the asking that stands', () => {
    const doc = makeDraftFrom('Close the valve')
    answerReview(doc, { by: 'ben', at: NOW, isGood: true })
    expect(reviewOf(doc).state).toBe('none')
    askReview(doc, ASKED)
    answerReview(doc, { by: 'eve', at: NOW, isGood: true })
    expect(reviewOf(doc).state).toBe('asked')
    answerReview(doc, { by: 'ben', at: NOW, isGood: false })
    expect(reviewOf(doc).state).toBe('changes')

    // Said without a network to an asking that was replaced meanwhile.
    const away = new Y.Doc()
    Y.applyUpdate(away, Y.encodeStateAsUpdate(doc))
    answerReview(away, { by: 'ben', at: NOW + 1, isGood: true })
    const again = { ...ASKED, id: '01j00000000000000000000001' }
    askReview(doc, again)
    exchange(doc, away)
    expect(reviewOf(doc)).toEqual({ state: 'asked', asked: again })
    withdrawReview(doc)
    expect(reviewOf(doc).state).toBe('none')
  })
})

describe('what may stand there', () => {
  const writer = { by: 'ana', isLocked: true, keyAt: NOW, from: null }
  const answer = {
    asked: ASKED.id,
    by: 'ben',
    at: NOW,
    isGood: true,
    print: '0123456789abcdef',
  }

  test('[DR11] is said in one’s own name alone', () => {
    for (const [key, value] of [
      ['writer', writer],
      ['asked', ASKED],
      ['answer', answer],
    ] as const) {
      expect(mayBeTurn(key, value, value.by), key).toBe(true)
      expect(mayBeTurn(key, value, 'eve'), key).toBe(false)
      expect(mayBeTurn(key, value, null), key).toBe(true)
    }
  })

  test.each([
    ['words beside it', 'writer', { ...writer, note: 'x' }],
    ['a time that is none', 'writer', { ...writer, keyAt: 1.5 }],
    ['a time before all time', 'writer', { ...writer, keyAt: -1 }],
    ['a name without end', 'writer', { ...writer, by: 'a'.repeat(65) }],
    ['a print with words', 'answer', { ...answer, print: 'the whole reply' }],
    ['another key', 'holder', writer],
    ['a key of every object', 'constructor', writer],
    ['a prototype', 'writer', Object.create(writer)],
    ['nothing', 'writer', null],
  ])('%s has no place there', (_name, key, value) => {
    expect(mayBeTurn(key, value, null)).toBe(false)
  })

  test('what does not parse is passed over', () => {
    const doc = new Y.Doc()
    doc.getMap('turn').set('writer', { by: 'ana' })
    doc.getMap('turn').set('asked', 'ben')
    expect(readTurn(doc)).toEqual({ writer: null, asked: null, answer: null })
  })
})

describe('what its sender saw', () => {
  const paragraphOf = (doc: Y.Doc) => {
    const paragraph = draftBody(doc).get(0)
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    if (!(text instanceof Y.XmlText)) throw new Error('a paragraph has its text')
    return text
  }
  const pieces = (...words: [string, object][]) => {
    const doc = makeDraftFrom('x')
    const text = paragraphOf(doc)
    text.delete(0, 1)
    for (const [word, marks] of words) text.insert(text.length, word, marks)
    return doc
  }

  test('[OU21] is the same however the words are cut, and another with another word, mark, link or file', () => {
    const bold = { strong: {} }
    const link = { link: { href: 'https://desk.test/a' } }
    const whole = seenPrintOf(pieces(['off and on', bold]))
    const cut = pieces(['off', bold])
    paragraphOf(cut).insert(3, ' and on', { strong: { a: 1 } })
    expect(renderDraft(cut).html).not.toBe(renderDraft(pieces(['off and on', bold])).html)
    expect(seenPrintOf(cut)).toBe(whole)
    const others = [
      pieces(['off and on', {}]),
      pieces(['off', bold], [' and on', { strong: null }]),
      pieces(['off and on', { ...bold, ...link }]),
      pieces(['off and on!', bold]),
    ].map(seenPrintOf)
    expect(new Set([whole, ...others]).size).toBe(5)
  })

  test('[OU21] a print of another rendering, or none, says nothing', () => {
    const doc = makeDraftFrom('Turn it off')
    const before = seenPrintOf(doc)
    expect(hasSeenOther(doc, before)).toBe(false)
    type(doc, ' and on')
    expect(hasSeenOther(doc, before)).toBe(true)
    expect(hasSeenOther(doc, undefined)).toBe(false)
    expect(hasSeenOther(doc, before.replace(/^\d+/, '999'))).toBe(false)
  })

  test('[OU21] the rendering is the first: where this print is another one, its number goes up', () => {
    const doc = makeDraftFrom('Turn it off\nand on.\n\nThanks & bye')
    addFile(doc, {
      hash: 'a'.repeat(64),
      name: 'plan.pdf',
      type: 'application/pdf',
      inline: false,
      bytes: 3,
      cid: null,
    })
    expect(seenPrintOf(doc)).toBe('1:24575d7906c4cded')
  })
})
