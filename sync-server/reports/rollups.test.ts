/**
 * Random histories through the one commit, folded now and then: what is kept for reports is, byte for byte, what a fold of
 * everything into an empty store gives. Runs on both stores. `DESKSIDE_REPORT_HISTORIES=60` runs more, `DESKSIDE_REPORT_SEED`
 * others.
 */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import { openStage, type Stage } from '../commit/test-stage/desk-stage.ts'
import { verifyReports } from '../operator/verify-reports.ts'
import { makeChance } from '../demo/seeded.ts'
import { SlaTerms } from '../settings/sla-terms.ts'
import { applyTerms } from '../sla/recount.ts'
import { addTierJob } from '../sla/tier-change.ts'
import { setTier } from '../sla/tier-rows.ts'
import { bytes, number, text } from '../store/database.ts'
import { MARK_ALL_FOR_REPORTS } from '../store/schema.ts'
import { countMarks } from './report-marks.ts'
import { readColumns, readParts, TRAITS } from './pack.ts'
import { foldMarks, readWords } from './rollup-rows.ts'

const HOUR_MS = 3_600_000
const HISTORIES = Number(process.env['DESKSIDE_REPORT_HISTORIES'] ?? 4)
const SEED = Number(process.env['DESKSIDE_REPORT_SEED'] ?? 1)

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const day: [string, string][] = [['09:00', '17:00']]
const termsOf = (hours: number) =>
  v.parse(SlaTerms, {
    calendars: [
      {
        id: 'berlin',
        name: 'Berlin',
        timeZone: 'Europe/Berlin',
        slots: { mon: day, tue: day, wed: [['22:00', '06:00']], thu: day, fri: day },
        holidays: [],
      },
    ],
    policies: [
      {
        id: 'all',
        name: 'all',
        state: 'live',
        match: {},
        calendar: 'berlin',
        pauseOn: ['waiting', 'on-hold'],
        targets: {
          firstResponse: { seconds: hours * 3600, time: 'business' },
          nextResponse: { seconds: hours * 7200, time: 'wall' },
          update: { seconds: hours * 36_000, time: 'business' },
          resolution: { seconds: hours * 20_000, time: 'business' },
        },
        alarms: { mail: false },
        version: 1,
        changedAt: 0,
        changedBy: '',
      },
    ],
  })

const setTerms = async (hours: number) =>
  unwrap(await stage.desk.parts.settings.change((was) => ({ ...was, sla: termsOf(hours) })))

/** What setting a tier in the desk does: it is written down, and open tickets take it in the background. */
const giveTier = (organisation: string, tier: string | null) =>
  stage.desk.database.write(async (tx) => {
    const [at, id] = [stage.now(), stage.newId()]
    await setTier(tx, { subject: `o:${organisation}`, tier, by: 'ada', at })
    await addTierJob(tx, { after: '', contact: null }, { id, now: at })
  })

async function foldAll(): Promise<void> {
  while ((await foldMarks(stage.desk.database)) > 0);
}

/** Every rollup, with its bytes as text. */
async function kept(): Promise<string[]> {
  const days = await stage.sql.all(`SELECT * FROM report_days ORDER BY queue, day`)
  const tickets = await stage.sql.all(`SELECT * FROM report_tickets ORDER BY ticket`)
  return [
    ...days.map((row) =>
      [
        text(row, 'queue'),
        number(row, 'day'),
        number(row, 'net'),
        text(row, 'words'),
        text(row, 'tickets'),
        Buffer.from(bytes(row, 'pack')).toString('base64'),
      ].join(' '),
    ),
    ...tickets.map((row) => JSON.stringify(row)),
  ]
}

async function anew(): Promise<string[]> {
  await stage.desk.database.write(async (tx) => {
    await tx.run(`DELETE FROM report_days`)
    await tx.run(`DELETE FROM report_tickets`)
    await tx.run(`DELETE FROM report_marks`)
    await tx.run(`INSERT INTO report_marks (ticket, at) SELECT id, 0 FROM tickets`)
  })
  await foldAll()
  return kept()
}

/** What `npx deskside verify` says of reports. */
async function found(): Promise<string[]> {
  const differences: string[] = []
  await verifyReports(stage.sql, (difference) => differences.push(difference))
  return differences
}

test('[RE1] random histories: what is kept is what a count of everything gives', async () => {
  await setTerms(2)
  const ada = await stage.agent('Ada', null, 'admin')
  for (let seed = SEED; seed < SEED + HISTORIES; seed++) {
    const chance = makeChance(`report ${seed}`)
    const open = (from: string) =>
      stage.ticket(`${from}${seed}@customer.test`, {
        channel: chance.pick(['web', 'mail', 'api', 'desk']),
        ...(chance.isLucky(0.5) ? { organisation: chance.pick(['Ärzte & Co', '=1+1']) } : {}),
      })
    // To one who was erased, or on one that was merged, it is refused: then nothing happened.
    const reply = (ticket: string) =>
      stage.push(ada, {
        kind: 'whole-reply',
        ticket,
        sendId: stage.newId(),
        text: 'Try again',
        html: null,
        seen: null,
        isForced: true,
        status: null,
      })
    let tickets = [await open('a'), await open('b'), await open('c')]
    for (let step = 0; step < 30; step++) {
      stage.advance(chance.pick([0, 400, 61_000, HOUR_MS, 7 * HOUR_MS, 30 * HOUR_MS]))
      const ticket = chance.pick(tickets)
      const edit = (op: TicketOp) => stage.push(ada, { kind: 'edit', ticket, ops: [op] })
      const act = chance.pick([
        'status',
        'status',
        'edit',
        'reply',
        'ask',
        'late',
        'move',
        'jobs',
        'merge',
        'unmerge',
        'terms',
        'tier',
        'tier',
        'erase',
        'delete',
        'fold',
        'fold',
      ])
      if (act === 'status')
        await edit({
          op: 'set-status',
          status: chance.pick(['open', 'waiting', 'solved', 'closed']),
        })
      else if (act === 'edit')
        await edit(
          chance.pick<TicketOp>([
            { op: 'add-tag', tag: 'vip' },
            { op: 'add-tag', tag: 'a-tier' },
            { op: 'remove-tag', tag: 'vip' },
            { op: 'set-assignee', assignee: chance.pick([ada.person, null]) },
          ]),
        )
      else if (act === 'reply') await reply(ticket)
      else if (act === 'ask') await stage.writes(ticket, 'And now?')
      else if (act === 'late')
        await stage.desk.commit({
          actor: { kind: 'gateway' },
          device: 'gateway',
          pushId: stage.newId(),
          input: {
            kind: 'inbound',
            ticket,
            from: (await stage.read(ticket)).facts.requester,
            body: 'Late.',
            via: 'mail',
            receivedAt: stage.now() - chance.pick([1_000, HOUR_MS, 50 * HOUR_MS]),
          },
        })
      else if (act === 'move')
        await stage.push(ada, {
          kind: 'move',
          ticket,
          queue: chance.pick(['support', 'payments', 'community']),
        })
      else if (act === 'jobs') await stage.desk.jobs.runDue()
      else if (act === 'merge') {
        const into = chance.pick(tickets.filter((other) => other !== ticket))
        await stage.push(ada, { kind: 'merge', ticket, into })
      } else if (act === 'unmerge') await stage.push(ada, { kind: 'unmerge', ticket })
      else if (act === 'terms') {
        await setTerms(chance.pick([1, 2, 9]))
        await applyTerms(stage.desk, () => {})
      } else if (act === 'tier') {
        await giveTier('Ärzte & Co', chance.pick(['gold', 'free', null]))
        await stage.desk.jobs.runDue()
      } else if (act === 'erase') {
        const { requester } = (await stage.read(ticket)).facts
        await stage.push(ada, { kind: 'erase', contact: requester.id, why: 'Asked for it.' })
        await stage.desk.jobs.runDue()
      } else if (act === 'delete' && tickets.length > 2) {
        unwrap(await stage.push(ada, { kind: 'delete', ticket, why: 'Asked for it.' }))
        tickets = tickets.filter((other) => other !== ticket)
        tickets.push(await open(`d${step}`))
      } else if (act === 'fold') await foldMarks(stage.desk.database)
    }
    // Of one that is open a tier is the last thing that changes: nothing else puts it anew.
    await stage.ticket(`tier${seed}@customer.test`, { organisation: 'Ärzte & Co' })
    await foldAll()
    await giveTier('Ärzte & Co', `tier-${seed}`)
    await stage.desk.jobs.runDue()
    await foldAll()
    const incremental = await kept()
    expect(incremental.length, `seed ${seed}`).toBeGreaterThan(5)
    expect(await anew(), `seed ${seed}`).toEqual(incremental)
    expect(await found(), `seed ${seed}`).toEqual([])
  }
}, 240_000)

test('[RE1] a kill in a fold loses nothing, and what changes while it is read is left for the next', async () => {
  const ada = await stage.agent('Ada')
  const ticket = await stage.ticket()
  const { database } = stage.desk
  const write = database.write.bind(database)
  database.write = () => Promise.reject(new Error('killed'))
  await expect(foldMarks(database)).rejects.toThrow('killed')
  expect(await countMarks(stage.sql)).toBe(1)
  // Between reading and writing somebody solves it.
  let isChanged = false
  database.write = async (body) => {
    if (!isChanged) {
      isChanged = true
      await stage.push(ada, {
        kind: 'edit',
        ticket,
        ops: [{ op: 'set-status', status: 'solved' }],
      })
    }
    return write(body)
  }
  await foldMarks(database)
  database.write = write
  expect(await countMarks(stage.sql)).toBe(1)
  expect(await kept()).toEqual([])
  await foldAll()
  const incremental = await kept()
  expect(incremental).toHaveLength(2)
  expect(await found()).toEqual([])
  await write((tx) => tx.run(`UPDATE report_days SET words = '["","mail"]'`))
  expect(await found()).toHaveLength(1)
  await write((tx) => tx.run(`DELETE FROM report_days`))
  expect(await found()).toHaveLength(1)
  expect(await anew()).toEqual(incremental)
})

test('[RE7] a deleted ticket, and an erased organisation, are in no rollup from that commit on', async () => {
  const ada = await stage.agent('Ada', null, 'admin')
  const [gone, erased] = [
    await stage.ticket('gone@customer.test', { organisation: 'Gone Ltd' }),
    await stage.ticket('ruth@customer.test', { organisation: 'Ruth & Sons' }),
  ]
  await foldAll()
  const said = async () => (await kept()).join('\n')
  expect(await said()).toContain('Gone Ltd')
  expect(await said()).toContain('Ruth & Sons')
  unwrap(await stage.push(ada, { kind: 'delete', ticket: gone, why: 'Asked for it.' }))
  expect(await said()).not.toContain('Gone Ltd')
  expect(await said()).not.toContain(gone)
  const { requester } = (await stage.read(erased)).facts
  unwrap(await stage.push(ada, { kind: 'erase', contact: requester.id, why: 'Asked for it.' }))
  await stage.desk.jobs.runDue()
  expect(await said()).not.toContain('Ruth & Sons')
  expect(await said()).toContain(erased)
})

test('[RE1] rollups of before tiers were kept apart are put anew, and read meanwhile', async () => {
  await giveTier('Acme', 'gold')
  for (const from of ['a', 'b']) await stage.ticket(`${from}@acme.test`, { organisation: 'Acme' })
  await stage.ticket('c@other.test')
  await foldAll()
  const wanted = await kept()
  expect(wanted.join(' ')).toContain('"gold"')
  const [row] = await stage.sql.all(`SELECT words, tickets, pack FROM report_days`)
  if (!row) throw new Error('there is no rollup')
  const narrow = withoutTier(readWords(text(row, 'words')), bytes(row, 'pack'))
  await stage.desk.database.write((tx) =>
    tx.run(`UPDATE report_days SET words = ?, pack = ?`, narrow.words, narrow.pack),
  )
  const was = readParts(readWords(narrow.words), text(row, 'tickets'), narrow.pack)
  expect(was.map(({ traits }) => traits.tier)).toEqual(['', '', ''])
  expect(was.map(({ traits }) => traits.organisation).toSorted()).toEqual(['', 'Acme', 'Acme'])
  // One was marked already, and its mark stays as it is.
  await stage.desk.database.write(async (tx) => {
    await tx.run(`INSERT INTO report_marks (ticket, at) SELECT max(id), 7 FROM tickets`)
    await tx.run(MARK_ALL_FOR_REPORTS)
  })
  expect(await countMarks(stage.sql)).toBe(3)
  expect(await stage.sql.get(`SELECT max(at) AS at FROM report_marks`)).toMatchObject({ at: 7 })
  await foldAll()
  expect(await kept()).toEqual(wanted)
  expect(await found()).toEqual([])
})

/** A pack as it was written while a ticket had four traits. */
function withoutTier(words: string[], pack: Uint8Array): { words: string; pack: Uint8Array } {
  const columns = readColumns(pack)
  const cells = new Uint32Array(pack.slice().buffer)
  const width = TRAITS.length
  const traits = Array.from({ length: columns.tickets }, (_, ticket) => [
    ...columns.traits.subarray(ticket * width, (ticket + 1) * width - 1),
  ]).flat()
  const rows = cells.subarray(3 + columns.tickets * width)
  const made = Uint32Array.from([columns.tickets, columns.rows, width - 1, ...traits, ...rows])
  return {
    words: JSON.stringify(words.filter((word) => word !== 'gold')),
    pack: new Uint8Array(made.buffer),
  }
}
