/** What is typed before the caret, and asks for a list: people, tickets, variables; and what is offered of the last. */
import { describe, expect, test } from 'vitest'
import { ASKED_KINDS, askedIn, offeredVariables } from './asked-for.ts'

const asked = (before: string) => askedIn(before, ASKED_KINDS)

describe('[WO18] # asks for a ticket', () => {
  test.each([
    ['#1', 0, '1'],
    ['see #12', 4, '12'],
    ['(#12', 1, '12'],
    ['see #pump', 4, 'pump'],
    ['#the pump sto', 0, 'the pump sto'],
    ['#pump ', 0, 'pump '],
    ['siehe „#Übung', 7, 'Übung'],
    ['انظر #مضخ', 5, 'مضخ'],
  ])('in “%s”', (before, from, words) => {
    expect(asked(before)).toEqual({ kind: 'ticket', from, words })
  })

  test.each([
    '#',
    'we are #',
    '# heading',
    '##',
    'a#12',
    'C#x',
    'https://shop.test/#12',
    '&#12',
    '#1 priority',
    '#12 ',
    '#one two three four',
    '#!/bin/sh',
  ])('not in “%s”', (before) => {
    expect(asked(before)).toBeNull()
  })
})

describe('[WO17] {{ asks for a variable', () => {
  test.each([
    ['{{', 0, ''],
    ['Dear {{fir', 5, 'fir'],
    ['Dear {{ First  na', 5, ' First  na'],
  ])('in “%s”', (before, from, words) => {
    expect(asked(before)).toEqual({ kind: 'variable', from, words })
  })

  test.each(['{', 'Dear {{first name}}', '{{a}', '{{a\n'])('not in “%s”', (before) => {
    expect(asked(before)).toBeNull()
  })

  test('those of which a word begins so, with what they say here; what is not known has no value', () => {
    const values = { requester: 'Uma Novak', 'first name': 'Uma', subject: ' ' }
    const names = (words: string) => offeredVariables(words, values).map(({ name }) => name)
    expect(offeredVariables('', values)).toHaveLength(8)
    expect(names(' FIRST  n')).toEqual(['first name'])
    expect(names('na')).toEqual(['first name'])
    expect(names('frist')).toEqual([])
    expect(offeredVariables('req', values)).toEqual([{ name: 'requester', value: 'Uma Novak' }])
    expect(offeredVariables('su', values)).toEqual([{ name: 'subject', value: null }])
  })
})

test('only what is offered where one writes: a note fills in no variables', () => {
  expect(askedIn('Dear {{', ['person', 'ticket'])).toBeNull()
  expect(askedIn('Dear @be', ASKED_KINDS)).toEqual({ kind: 'person', from: 5, words: 'be' })
})
