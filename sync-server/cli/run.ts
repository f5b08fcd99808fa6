/** One call of the command line, from its arguments to its exit code. The process itself is cli.ts. */
import { fail, FaultError, type Fault, type Result } from '../../shared/kit/fault.ts'
import { readConfig } from '../config.ts'
import type { Surroundings } from '../desk.ts'
import { explainFiles, readCaseFile } from '../sla/explain-command.ts'
import type { VerbAnswer } from '../operator/verb.ts'
import { VERBS } from '../operator/verbs.ts'
import { parseArguments } from './arguments.ts'
import { carryOut } from './desk-work.ts'
import { helpOf, helpOfVerb, type HelpVerb } from './help.ts'
import { doctor, EXPLAIN, MAIL_PARSE, MAIL_POISON, RESTORE, restore } from './own-verbs.ts'

export type Call = {
  args: readonly string[]
  environment: Record<string, string | undefined>
  /** Folder the command was called in: paths are relative to it. */
  folder: string
  around: Surroundings
  print(text: string): void
  complain(text: string): void
}

export const ALL_VERBS: readonly HelpVerb[] = [...VERBS, RESTORE, EXPLAIN, MAIL_PARSE, MAIL_POISON]

/** @returns exit code: 0, or 1 with one line on stderr that says why */
export async function runCall(call: Call): Promise<number> {
  const isJson = call.args.includes('--json')
  try {
    const done = await dispatch(call)
    if (!done.ok) return complain(call, done.fault)
    if (done.value === null) return 0
    call.print(isJson ? `${JSON.stringify(done.value.json)}\n` : `${done.value.words}\n`)
    return done.value.isBad ? 1 : 0
  } catch (error) {
    if (error instanceof FaultError) return complain(call, error.fault)
    return complain(call, fail('kit/bug', String(error)).fault)
  }
}

/** Null: everything is printed already. */
async function dispatch(call: Call): Promise<Result<VerbAnswer | null>> {
  const { args } = call
  const isHelp = args.includes('--help') || args.includes('-h') || args.length === 0
  const verb = ALL_VERBS.find((entry) =>
    entry.name.split(' ').every((word, at) => args[at] === word),
  )
  if (isHelp || args[0] === 'help') {
    call.print(verb ? helpOfVerb(verb) : helpOf(ALL_VERBS))
    return { ok: true, value: null }
  }
  if (!verb)
    return fail('kit/invalid', `there is no verb “${args.slice(0, 2).join(' ')}”; see --help`)
  const rest = args.slice(verb.name.split(' ').length)
  const parsed = parseArguments(verb.options, rest, call.folder)
  if (!parsed.ok) return parsed
  const { input } = parsed.value
  if (verb.name === EXPLAIN.name) return explain(call, input)
  if (verb.name === MAIL_PARSE.name || verb.name === MAIL_POISON.name)
    return fail('kit/invalid', `the mail gateway reads mail: npx deskside ${verb.name}`)
  const config = readConfig(call.environment)
  if (!config.ok) return config
  const progress = (line: string) => call.complain(`${line}\n`)
  if (verb.name === RESTORE.name)
    return restore(config.value, call.around, String(input['dir']), progress)
  if (verb.name === 'doctor') return { ok: true, value: await doctor(config.value, call.around) }
  const found = VERBS.find((entry) => entry.name === verb.name)
  if (!found) return fail('kit/bug', 'a verb without a function')
  return carryOut(config.value, call.around, { verb: found, input, progress })
}

async function explain(
  call: Call,
  input: Record<string, string | string[]>,
): Promise<Result<null>> {
  const files = input['case']
  const paths = Array.isArray(files) ? files : []
  const { failedCount } = await explainFiles(paths, readCaseFile, (line) => call.print(line))
  if (failedCount === 0) return { ok: true, value: null }
  return fail('kit/invalid', `${failedCount} of ${paths.length} case files could not be explained`)
}

function complain(call: Call, fault: Fault): number {
  call.complain(`${fault.detail} (${fault.code})\n`)
  return 1
}
