/** The public suites of SPF (RFC 7208) and ARC (RFC 8617), run through our judge with the zones they bring. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { noLog } from '../../shared/kit/log.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { makeJudge } from '../inbound/judge.ts'
import { checkSpf, type SpfResolve } from '../inbound/spf.ts'

export type Suite = { name: string; right: number; all: number; wrong: string[] }

const Entry = v.looseObject({
  id: v.string(),
  file: v.string(),
  expect: v.optional(v.looseObject({ arc_cv: v.optional(v.nullable(v.string())) })),
})
const Records = v.record(v.string(), v.array(v.unknown()))
const SpfCase = v.looseObject({
  zonedata: Records,
  test: v.looseObject({
    helo: v.string(),
    host: v.string(),
    mailfrom: v.string(),
    result: v.union([v.string(), v.array(v.string())]),
  }),
})
const ArcCase = v.looseObject({
  message: v.string(),
  txt_records: v.optional(v.nullable(v.record(v.string(), v.string()))),
})
type Entry = v.InferOutput<typeof Entry>

export async function runSuites(roots: readonly string[]): Promise<Suite[]> {
  const suites: Suite[] = []
  for (const [name, collection, judge] of [
    ['SPF', 'spf-rfc7208', judgeSpf],
    ['ARC', 'arc-validation', judgeArc],
  ] as const) {
    const suite: Suite = { name, right: 0, all: 0, wrong: [] }
    for (const root of roots) {
      const folder = join(root, collection)
      if (!existsSync(join(folder, 'expect.jsonl'))) continue
      const lines = (await readFile(join(folder, 'expect.jsonl'), 'utf8')).trim().split('\n')
      for (const line of lines) {
        const entry = parseWith(Entry, JSON.parse(line))
        if (!entry.ok) continue
        const text = await readFile(join(folder, 'files', entry.value.file), 'utf8')
        const isRight = await judge(JSON.parse(text), entry.value)
        suite.all++
        if (isRight) suite.right++
        else suite.wrong.push(entry.value.id)
      }
    }
    if (suite.all > 0) suites.push(suite)
  }
  return suites
}

async function judgeSpf(file: unknown): Promise<boolean> {
  const parsed = parseWith(SpfCase, file)
  if (!parsed.ok) return false
  const { test, zonedata } = parsed.value
  const facts = { ip: test.host, helo: test.helo, envelopeFrom: test.mailfrom }
  const { result } = await checkSpf(resolverOf(zonedata), facts)
  return [test.result].flat().includes(result)
}

async function judgeArc(file: unknown, entry: Entry): Promise<boolean> {
  const parsed = parseWith(ArcCase, file)
  if (!parsed.ok) return false
  const records = Object.entries(parsed.value.txt_records ?? {})
  const zone = Object.fromEntries(records.map(([name, text]) => [name, [{ TXT: text }]]))
  const judge = makeJudge({
    timers: { after: () => ({ cancel() {} }) },
    log: noLog,
    resolve: resolverOf(zone),
  })
  const raw = Buffer.from(parsed.value.message.replace(/\r?\n/g, '\r\n'))
  const facts = { remoteAddress: '203.0.113.9', helo: 'x', envelopeFrom: 'a@b.test' }
  const { arc } = await judge(raw, facts).then((verdict) => ({
    arc: /(?:^|; )arc=(\w+)/.exec(verdict.words)?.[1] ?? 'none',
  }))
  return arc === (entry.expect?.arc_cv ?? 'none').toLowerCase()
}

/** As the suites write their zones: a list of records by name, or the word TIMEOUT. */
function resolverOf(zone: Record<string, unknown[]>): SpfResolve {
  const names = new Map(
    Object.entries(zone).map(([name, records]) => [name.toLowerCase().replace(/\.$/, ''), records]),
  )
  const nothing = (code: string) => Promise.reject(Object.assign(new Error(code), { code }))
  const valuesOf = (records: unknown[], type: string): unknown[] =>
    records.flatMap((record) => {
      if (typeof record !== 'object' || record === null) return []
      return Object.entries(record).flatMap(([key, value]) => (key === type ? [value] : []))
    })
  const resolve: SpfResolve = async (asked, type) => {
    let name = asked.toLowerCase().replace(/\.$/, '')
    for (let hops = 0; hops < 10; hops++) {
      const records = names.get(name)
      if (!records) return nothing('ENOTFOUND')
      const alias = valuesOf(records, 'CNAME')[0]
      if (typeof alias === 'string') {
        name = alias.toLowerCase().replace(/\.$/, '')
        continue
      }
      // RFC 7208 §3.1: only TXT counts; the suite writes both where one is meant.
      const written = valuesOf(records, type)
      const isBoth = type === 'TXT' && written.length === 0
      const values = (isBoth ? valuesOf(records, 'SPF') : written).filter(
        (value) => value !== 'NONE',
      )
      if (values.includes('TIMEOUT') || (values.length === 0 && records.includes('TIMEOUT')))
        return nothing('ETIMEOUT')
      if (values.length === 0) return nothing('ENODATA')
      if (type === 'TXT') return values.map((value) => (Array.isArray(value) ? value : [value]))
      if (type !== 'MX') return values
      return values.map((value) =>
        Array.isArray(value) ? { priority: value[0], exchange: value[1] } : value,
      )
    }
    return nothing('ESERVFAIL')
  }
  return resolve
}
