/** The words of a chaos run: a table, JSON, and one last line that says it all. */
import type { Audit } from './audit.ts'
import type { Kill } from './killer.ts'
import { KINDS, type Ledger } from './ledger.ts'

export type ChaosReport = {
  seed: number
  isBuilt: boolean
  seconds: { load: number; quiet: number; all: number }
  kills: number
  restartMs: Record<string, { count: number; p50: number; max: number }>
  load: Record<string, { begun: number; acknowledged: number; sentAgain: number }>
  acknowledged: number
  missing: number
  twice: number
  refused: number
  stuck: number
  other: number
  verify: string
  audit: Audit
  defects: string[]
}

const DEFECTS_SHOWN = 40

export function makeReport(run: {
  seed: number
  isBuilt: boolean
  ledger: Ledger
  kills: readonly Kill[]
  audit: Audit
  verify: string
  seconds: ChaosReport['seconds']
}): ChaosReport {
  const { ledger, kills } = run
  const load: ChaosReport['load'] = {}
  for (const kind of KINDS) {
    const entries = ledger.entries.filter((entry) => entry.kind === kind)
    load[kind] = {
      begun: entries.length,
      acknowledged: entries.filter((entry) => entry.isAcknowledged).length,
      sentAgain: entries.filter((entry) => entry.sends > 1).length,
    }
  }
  load['letters'] = {
    begun: ledger.letters.sent,
    acknowledged: ledger.letters.acknowledged,
    sentAgain: 0,
  }
  const count = (kind: string) => ledger.defects.filter((defect) => defect.kind === kind).length
  const restartMs: ChaosReport['restartMs'] = {}
  for (const part of ['server', 'gateway']) {
    const times = kills.filter((kill) => kill.part === part).map((kill) => kill.readyMs)
    times.sort((a, b) => a - b)
    restartMs[part] = {
      count: times.length,
      p50: times[Math.floor(times.length / 2)] ?? 0,
      max: times.at(-1) ?? 0,
    }
  }
  return {
    seed: run.seed,
    isBuilt: run.isBuilt,
    seconds: run.seconds,
    kills: kills.length,
    restartMs,
    load,
    acknowledged: Object.values(load).reduce((sum, one) => sum + one.acknowledged, 0),
    missing: count('missing'),
    twice: count('twice'),
    refused: count('refused'),
    stuck: count('stuck'),
    other: count('other'),
    verify: run.verify,
    audit: run.audit,
    defects: ledger.defects.map((defect) => `${defect.kind}: ${defect.words}`),
  }
}

export function isClean(report: ChaosReport): boolean {
  return report.defects.length === 0
}

export function describe(report: ChaosReport): string {
  const lines = [
    `seed ${report.seed}, ${report.isBuilt ? 'the build' : 'the sources'}, ${report.seconds.load} s of load, ${report.seconds.quiet} s until quiet`,
    '',
    row('', 'begun', 'acknowledged', 'sent again'),
    ...Object.entries(report.load).map(([kind, one]) =>
      row(kind, one.begun, one.acknowledged, one.sentAgain),
    ),
    '',
    row('restart', 'kills', 'p50 ms', 'max ms'),
    ...Object.entries(report.restartMs).map(([part, one]) =>
      row(part, one.count, one.p50, one.max),
    ),
    '',
    `${report.audit.tickets} tickets, ${report.audit.messages} messages; ${report.audit.mailsOut} mails at the relay, ${report.audit.markedTwice} second deliveries after a kill, marked`,
    `verify: ${report.verify}`,
  ]
  if (report.defects.length > 0)
    lines.push('', ...report.defects.slice(0, DEFECTS_SHOWN).map((defect) => `  ${defect}`))
  if (report.defects.length > DEFECTS_SHOWN)
    lines.push(`  and ${report.defects.length - DEFECTS_SHOWN} more`)
  return lines.join('\n')
}

export function lastLine(report: ChaosReport): string {
  const { kills, acknowledged, missing, twice, refused, stuck, other } = report
  const rest = [
    refused > 0 ? `${refused} refused` : '',
    stuck > 0 ? `${stuck} stuck` : '',
    other > 0 ? `${other} other` : '',
  ].filter((words) => words !== '')
  return [
    `chaos: ${kills} kills`,
    `${acknowledged.toLocaleString('en-US')} acknowledged`,
    `${missing} missing`,
    `${twice} twice`,
    ...rest,
  ].join(', ')
}

function row(...cells: (string | number)[]): string {
  return cells
    .map((cell, at) => (at === 0 ? String(cell).padEnd(10) : String(cell).padStart(14)))
    .join('')
}
