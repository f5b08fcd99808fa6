/**
 * What is being typed before the caret that a list may finish: `@` and a name, `#` and a ticket, `{{` and a variable of
 * macros. Pure. Not here: what is offered for it (mentions, find-ticket), the list (parts/offer-place).
 */
import { MACRO_VARIABLES, type MacroValues, type MacroVariable } from '../../shared/ticket/macro.ts'
import { askedAt } from './mentions.ts'

export const ASKED_KINDS = ['person', 'ticket', 'variable'] as const
export type AskedKind = (typeof ASKED_KINDS)[number]
/** `from`: where its first sign stands; `words`: what is typed behind it. */
export type Asked = { kind: AskedKind; from: number; words: string }

export const isSameAsked = (a: Asked | null, b: Asked | null): boolean =>
  a?.kind === b?.kind && a?.from === b?.from && a?.words === b?.words

/** From the first letter or digit on: a bare `#` is a sign as any other. Up to three words. */
const TICKET = /(?:^|[\s(["'„“«])#([\p{L}\p{N}][^\s#@]*(?: [^\s#@]+){0,2} ?)$/u
const VARIABLE = /\{\{([^{}\n]{0,60})$/u

/** @param before  the words up to the caret */
export function askedIn(before: string, kinds: readonly AskedKind[]): Asked | null {
  for (const kind of kinds) {
    const found = ASK[kind](before)
    if (found) return { kind, ...found }
  }
  return null
}

const ASK: Record<AskedKind, (before: string) => Omit<Asked, 'kind'> | null> = {
  person: (before) => askedAt(before, before.length),
  ticket(before) {
    const words = TICKET.exec(before)?.[1]
    // “#1 priority” is no ticket's number and its subject: who writes on after a number has named it.
    if (words === undefined || /^\d+ /.test(words)) return null
    return { from: before.length - words.length - 1, words }
  },
  variable(before) {
    const words = VARIABLE.exec(before)?.[1]
    return words === undefined ? null : { from: before.length - words.length - 2, words }
  },
}

export type OfferedVariable = {
  name: MacroVariable
  /** Null: nobody knows it here. */
  value: string | null
}

/** Those of which a word begins so, with what each says on this ticket. */
export function offeredVariables(words: string, values: MacroValues): OfferedVariable[] {
  const asked = words.trimStart().toLowerCase().replace(/\s+/g, ' ')
  return MACRO_VARIABLES.filter((name) =>
    [name, ...name.split(' ')].some((part) => part.startsWith(asked)),
  ).map((name) => ({ name, value: values[name]?.trim() || null }))
}
