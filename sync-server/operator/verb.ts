/**
 * What a verb of the command line is: a name, a table of options, a schema for their values, and a function on a desk.
 * The same verb runs in the server's process when one is up, and in the command's own process when none is.
 */
import { fail, type Result } from '../../shared/kit/fault.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import type { Desk } from '../desk.ts'

/** One option, for reading arguments and for `--help`. */
export type VerbOption = {
  name: string
  /** Stands for the value in the help: `ADDRESS`. */
  value: string
  isRequired: boolean
  /** May be given more than once. */
  isList?: boolean
  /** Given without its name, as the one argument after the verb. */
  isPositional?: boolean
  /** Takes no value: given or not. */
  isFlag?: boolean
  /** A file or folder: made absolute where the command was called. */
  isPath?: boolean
  about: string
}

export type VerbAnswer = {
  /** What `--json` prints. */
  json: Record<string, unknown>
  /** What a person reads. */
  words: string
  /** True when the verb did its work and found something wrong: exit code 1. */
  isBad: boolean
}

export type Progress = (line: string) => void

export type Verb = {
  name: string
  about: string
  options: readonly VerbOption[]
  run(desk: Desk, input: unknown, progress: Progress): Promise<Result<VerbAnswer>>
}

/** What a flag is on its way from the arguments to the verb; there it is true, or not there. */
export const GIVEN = 'given'
export const flag = v.optional(
  v.pipe(
    v.literal(GIVEN),
    v.transform(() => true),
  ),
)

/** Text that says a whole number, as arguments bring it. */
export const wholeNumber = (least: number, most: number) =>
  v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'not a whole number'))]),
    v.transform(Number),
    v.safeInteger(),
    v.minValue(least),
    v.maxValue(most),
  )

/** Joins a schema and the function that takes its output, so that nothing unchecked reaches a desk. */
export function makeVerb<S extends v.GenericSchema>(
  verb: Omit<Verb, 'run'>,
  schema: S,
  run: (desk: Desk, options: v.InferOutput<S>, progress: Progress) => Promise<Result<VerbAnswer>>,
): Verb {
  return {
    ...verb,
    async run(desk, input, progress) {
      const parsed = parseWith(schema, input)
      if (parsed.ok) return run(desk, parsed.value, progress)
      return fail('kit/invalid', sayPath(parsed.fault.detail))
    },
  }
}

/** `email: …` → `--email: …`, as people typed it. */
function sayPath(detail: string): string {
  return /^[a-z]+(\.\d+)?: /.test(detail) ? `--${detail}` : detail
}

export const answer = (json: Record<string, unknown>, words: string): VerbAnswer => ({
  json,
  words,
  isBad: false,
})
