/** What a macro says on a ticket, and what must not be sent. */
import { expect, test } from 'vitest'
import { LIMITS } from '../kit/limits.ts'
import { parseWith } from '../kit/schema.ts'
import { checkVariables, fillMacro, MacroWords, variablesLeft } from './macro.ts'

const WORDS = { name: 'Hello', text: 'Hi {{first name}}', sets: {}, queues: null, isShared: true }

test('variables are filled in, in whatever case and spacing they are written', () => {
  const filled = fillMacro('Dear {{ First  Name }}, about #{{number}} ({{subject}}): {{agent}}', {
    'first name': 'Uma',
    number: '12',
    subject: 'The {{agent}} door',
    agent: 'Ada',
  })
  // Words of others are not looked into: what stands in a subject is no variable.
  expect(filled).toEqual({ text: 'Dear Uma, about #12 (The {{agent}} door): Ada', missing: [] })
})

test('[UX-CMP-4] what nobody knows stays, and is named', () => {
  const filled = fillMacro('Dear {{requester}} of {{desk}}', { requester: ' ', desk: 'Deskside' })
  expect(filled).toEqual({ text: 'Dear {{requester}} of Deskside', missing: ['requester'] })
  expect(variablesLeft(filled.text)).toEqual(['{{requester}}'])
})

test('braces that are somebody’s own are left alone', () => {
  const own = 'Write {{ user.name }} and {{#each rows}}, {{{raw}}} or {{}}'
  expect(variablesLeft(own)).toEqual([])
  expect(fillMacro(own, {}).text).toBe(own)
})

test('a macro with a variable that is not known is not saved', () => {
  expect(checkVariables('{{agnet}}')).toMatchObject({ ok: false, fault: { code: 'kit/invalid' } })
  expect(parseWith(MacroWords, { ...WORDS, text: '{{agnet}}' })).toMatchObject({ ok: false })
  expect(parseWith(MacroWords, WORDS)).toMatchObject({ ok: true })
})

test('sizes are limited', () => {
  const long = { ...WORDS, text: 'x'.repeat(LIMITS.macroChars + 1) }
  const tags = Array.from({ length: LIMITS.macroTags + 1 }, (_, n) => `t${n}`)
  for (const wrong of [long, { ...WORDS, name: ' ' }, { ...WORDS, sets: { tags } }])
    expect(parseWith(MacroWords, wrong)).toMatchObject({ ok: false })
  expect(variablesLeft('{{'.repeat(500_000))).toEqual([])
})
