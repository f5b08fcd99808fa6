/**
 * Macros: words that are written again and again, and what they do to a ticket besides. A canned reply is a macro that only
 * has words. Variables are filled in where the macro is used, so that whoever sends them has read them. Not here: where
 * macros are kept (sync-server/macros), the signature below a reply (signature).
 */
import { fail, ok, type Result } from '../kit/fault.ts'
import { LIMITS } from '../kit/limits.ts'
import { Id, v } from '../kit/schema.ts'
import { Priority, Slug, Status, Tag } from './ticket.ts'

export const MACRO_VARIABLES = [
  'requester',
  'first name',
  'address',
  'number',
  'subject',
  'agent',
  'queue',
  'desk',
] as const
export type MacroVariable = (typeof MACRO_VARIABLES)[number]
/** What is not known is left out. */
export type MacroValues = Partial<Record<MacroVariable, string>>

const VARIABLE = /\{\{([^{}\n]{1,60})\}\}/g

const isVariable = (name: string): name is MacroVariable =>
  MACRO_VARIABLES.some((known) => known === name)

/** As it is written inside the braces: in any case, with any blanks. */
const nameIn = (written: string) => written.trim().toLowerCase().replace(/\s+/g, ' ')

/** What a macro sets on the ticket; what is absent stays. */
export const MacroSets = v.object({
  status: v.exactOptional(Status),
  priority: v.exactOptional(Priority),
  /** To whoever uses it. */
  assignMe: v.exactOptional(v.literal(true)),
  tags: v.exactOptional(v.pipe(v.array(Tag), v.maxLength(LIMITS.macroTags))),
})
export type MacroSets = v.InferOutput<typeof MacroSets>

/** What somebody writes; who wrote it and when says the server. */
export const MacroWords = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.nameChars)),
  /** Plain text; an empty line begins a paragraph. May be empty when it sets something. */
  text: v.pipe(
    v.string(),
    v.maxLength(LIMITS.macroChars),
    v.rawCheck(({ dataset, addIssue }) => {
      const checked = dataset.typed ? checkVariables(dataset.value) : null
      if (checked && !checked.ok) addIssue({ message: checked.fault.detail })
    }),
  ),
  sets: MacroSets,
  /** Where it is offered; null: everywhere. */
  queues: v.nullable(v.pipe(v.array(Slug), v.maxLength(LIMITS.macroQueues))),
  /** The team's, else its author's alone. */
  isShared: v.boolean(),
})
export type MacroWords = v.InferOutput<typeof MacroWords>

export const Macro = v.object({
  ...MacroWords.entries,
  id: Id,
  /** Person id. */
  by: v.string(),
  changedAt: v.number(),
})
export type Macro = v.InferOutput<typeof Macro>

/** Fault `kit/invalid` for a variable that is not known: whoever saves it should know, not whoever reads the mail. */
export function checkVariables(text: string): Result<void> {
  for (const [written, name = ''] of text.matchAll(VARIABLE))
    if (!isVariable(nameIn(name)))
      return fail(
        'kit/invalid',
        `${written} is not known; there are ${MACRO_VARIABLES.map((known) => `{{${known}}}`).join(', ')}`,
      )
  return ok()
}

/** The words for one ticket. A variable nobody knows a value for stays as it is written, and is named in `missing`. */
export function fillMacro(
  text: string,
  values: MacroValues,
): { text: string; missing: MacroVariable[] } {
  const missing = new Set<MacroVariable>()
  const filled = text.replace(VARIABLE, (written, name: string) => {
    const variable = nameIn(name)
    if (!isVariable(variable)) return written
    const value = values[variable]?.trim()
    if (value) return value
    missing.add(variable)
    return written
  })
  return { text: filled, missing: [...missing] }
}

/**
 * Variables of macros that stand in a text still, as they are written. Braces around anything else are somebody's own: who
 * answers questions about templates writes them all day.
 */
export function variablesLeft(text: string): string[] {
  const found = [...text.matchAll(VARIABLE)].filter(([, name = '']) => isVariable(nameIn(name)))
  return [...new Set(found.map(([written]) => written))]
}
