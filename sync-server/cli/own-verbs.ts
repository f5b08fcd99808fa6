/** Verbs the command line carries out by itself: `restore` needs a data directory without a desk, `sla explain` none. */
import { ok, type Result } from '../../shared/kit/fault.ts'
import type { Config } from '../config.ts'
import type { Surroundings } from '../desk.ts'
import { checkDesk, sayChecks, Check } from '../operator/desk-checks.ts'
import { checksOfMachine } from '../operator/doctor.ts'
import { checksOfPostgres } from '../operator/doctor-postgres.ts'
import { restoreFiles } from '../operator/restore.ts'
import type { Progress, VerbAnswer } from '../operator/verb.ts'
import { verifyDesk } from '../operator/verify.ts'
import { v } from '../../shared/kit/schema.ts'
import { carryOut, isServerUp } from './desk-work.ts'
import type { HelpVerb } from './help.ts'

export const RESTORE: HelpVerb = {
  name: 'restore',
  about: 'Bring a backup back into an empty data directory, or an empty database, then verify it.',
  options: [
    {
      name: 'dir',
      value: 'DIR',
      isRequired: true,
      isPositional: true,
      isPath: true,
      about: 'A folder that backup made.',
    },
  ],
}

export const EXPLAIN: HelpVerb = {
  name: 'sla explain',
  about: 'Say what the clocks of case files count, one line of JSON a file.',
  options: [
    {
      name: 'case',
      value: 'FILE',
      isRequired: true,
      isList: true,
      isPositional: true,
      about: 'A case file.',
    },
  ],
}

/** Carried out by the mail gateway's own command line (mail-gateway/cli.ts); here it is only explained. */
export const MAIL_PARSE: HelpVerb = {
  name: 'mail parse',
  about: 'Say what the mail gateway makes of messages in files, one line of JSON a file.',
  options: [
    {
      name: 'path',
      value: 'PATH…',
      isRequired: true,
      isPositional: true,
      isPath: true,
      about: 'A message, or a folder of messages.',
    },
  ],
}

/** The same. */
export const MAIL_POISON: HelpVerb = {
  name: 'mail poison',
  about: 'List messages that could not be read, or read them again and hand them in.',
  options: [
    {
      name: 'act',
      value: 'list|replay NAME…',
      isRequired: true,
      isPositional: true,
      about: 'What to do; names are those of the list.',
    },
    { name: 'all', value: '', isRequired: false, isFlag: true, about: 'With replay: all of them.' },
  ],
}

export async function restore(
  config: Config,
  around: Surroundings,
  dir: string,
  progress: Progress,
): Promise<Result<VerbAnswer>> {
  // The files come first and the lock after them: the lock would make the folder look used.
  const restored = await restoreFiles(dir, config, around, progress)
  if (!restored.ok) return restored
  const verified = await carryOut(config, around, { verb: verifyDesk, input: {}, progress })
  if (!verified.ok) return verified
  const { json, words, isBad } = verified.value
  // Never the address of the database itself, which may hold a password.
  const place = config.databaseUrl === null ? config.dataDir : `the database and ${config.dataDir}`
  return ok({
    json: { dir, dataDir: config.dataDir, ...restored.value, verified: json },
    words: `Restored ${restored.value.tickets} tickets and ${restored.value.files} files to ${place}.\n${words}`,
    isBad,
  })
}

const Checks = v.object({ checks: v.array(Check) })

/** Everything that can be seen from outside, then from inside; a desk that does not open is one more finding. */
export async function doctor(config: Config, around: Surroundings): Promise<VerbAnswer> {
  const isRunning = await isServerUp(config.dataDir)
  const checks = await checksOfMachine(config, {
    clock: around.clock,
    stopwatch: () => performance.now(),
    nodeVersion: process.version,
    isRunning,
  })
  if (config.databaseUrl !== null) checks.push(...(await checksOfPostgres(config.databaseUrl)))
  checks.push({
    name: 'server',
    state: 'ok',
    detail: isRunning ? 'it runs and answers' : 'it does not run',
  })
  try {
    const inside = await carryOut(config, around, {
      verb: checkDesk,
      input: {},
      progress: () => {},
    })
    if (inside.ok) checks.push(...v.parse(Checks, inside.value.json).checks)
    else checks.push({ name: 'desk', state: 'bad', detail: inside.fault.detail })
  } catch (error) {
    checks.push({ name: 'desk', state: 'bad', detail: `it does not open: ${String(error)}` })
  }
  return {
    json: { checks },
    words: sayChecks(checks),
    isBad: checks.some((c) => c.state === 'bad'),
  }
}
