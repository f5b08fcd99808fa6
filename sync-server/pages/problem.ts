/**
 * The same refusals for script: RFC 9457 problem details, where a page would have said it in words. A fault that a page
 * foresees carries its words with it (`words`); of any other the catalogue says what its code means.
 */
import type { Context } from 'hono'
import { FAULTS, toProblem, type Fault } from '../../shared/kit/fault.ts'
import type { Language } from '../words/language.ts'

export function problem(c: Context, fault: Fault): Response {
  c.header('cache-control', 'no-store')
  return c.body(JSON.stringify(toProblem(fault)), FAULTS[fault.code].http, {
    'content-type': 'application/problem+json',
  })
}

/** For the script of a page, which shows `words` as they are. */
export function problemInWords(c: Context, language: Language, fault: Fault): Response {
  return problem(c, { ...fault, more: { ...fault.more, words: wordsOf(language, fault) } })
}

export function wordsOf({ words }: Language, fault: Fault): string {
  const said = fault.more?.['words']
  return typeof said === 'string' ? said : words.fault[fault.code]
}

export function wantsJson(c: Context): boolean {
  return c.req.header('accept')?.startsWith('application/json') === true
}
