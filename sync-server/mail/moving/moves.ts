/** Moves as admins see and change them: what stands, and its steps. A step needs what it claims to be shown, or an admin's word. */
import { FaultError } from '../../../shared/kit/fault.ts'
import { DAY_MS } from '../../../shared/kit/limits.ts'
import { splitAddress } from '../../../shared/ticket/address.ts'
import { type Move, type MovePlan, type MoveStep } from '../../../shared/wire/moving.ts'
import type { CommitParts } from '../../commit/parts.ts'
import { readDomains } from '../domains/check-domain.ts'
import { whatIsMissing, type Shown } from './missing.ts'
import {
  countAlone,
  dropMove,
  findMove,
  listMoves,
  readDays,
  savePlan,
  saveStep,
  type MoveRow,
} from './move-rows.ts'
import { readTests, sendTest } from './test-mail.ts'

export async function describeMoves(parts: CommitParts): Promise<Move[]> {
  const moves: Move[] = []
  for (const row of await listMoves(parts.database.read)) moves.push(await describe(parts, row))
  return moves
}

export async function planMove(parts: CommitParts, queue: string, plan: MovePlan): Promise<Move> {
  assertQueue(parts, queue)
  await parts.database.write((tx) => savePlan(tx, queue, plan, parts.clock.now()))
  return describeMove(parts, queue)
}

/** @param isAllTheSame  an admin says so, whatever is missing */
export async function changeStep(
  parts: CommitParts,
  queue: string,
  { step, isAllTheSame }: { step: MoveStep; isAllTheSame: boolean },
): Promise<Move> {
  const { missing } = await describeMove(parts, queue)
  await parts.database.write(async (tx) => {
    const before = await findMove(tx, queue)
    if (!before) throw noMove(queue)
    const isClaim = step === 'redirected' || step === 'done'
    // Once it was said it stands, until the step is taken back.
    const wasClaimed = before.step === 'redirected' || before.step === 'done'
    const isUnproved = isClaim && (wasClaimed ? before.isUnproved : missing.length > 0)
    if (isUnproved && !wasClaimed && !isAllTheSame)
      throw new FaultError({ code: 'move/not-shown', detail: missing.join(', ') })
    await saveStep(tx, { queue, step, isUnproved }, parts.clock.now())
  })
  return describeMove(parts, queue)
}

export async function testMove(parts: CommitParts, queue: string): Promise<Move> {
  const { address } = await describeMove(parts, queue)
  if (address === null)
    throw new FaultError({ code: 'kit/invalid', detail: 'the queue has no mail address' })
  await parts.database.write((tx) => sendTest(parts, tx, { queue, address }))
  return describeMove(parts, queue)
}

export async function endMove(parts: CommitParts, queue: string): Promise<void> {
  if (!(await parts.database.write((tx) => dropMove(tx, queue)))) throw noMove(queue)
}

export async function describeMove(parts: CommitParts, queue: string): Promise<Move> {
  const row = await findMove(parts.database.read, queue)
  if (!row) throw noMove(queue)
  return describe(parts, row)
}

async function describe(parts: CommitParts, row: MoveRow): Promise<Move> {
  const { queue, plan, begunAt } = row
  const sql = parts.database.read
  const now = parts.clock.now()
  const { queues, timeZone } = parts.settings.get()
  const address = queues.find(({ slug }) => slug === queue)?.address ?? null
  const tests = await readTests(sql, { queue, address, since: begunAt, now })
  const alone = await countAlone(sql, queue, { days: plan.quietDays, now, timeZone })
  const missing = whatIsMissing(
    {
      address,
      mx: address === null ? 'unknown' : await mxOf(parts, address),
      tests,
      begunAt,
      quietMs: plan.quietDays * DAY_MS,
      alone,
    },
    now,
  )
  const days = await readDays(sql, row, { now, timeZone })
  return { ...row, address, days, tests, missing }
}

async function mxOf(parts: CommitParts, address: string): Promise<Shown['mx']> {
  const name = splitAddress(address)?.domain
  const domain = (await readDomains(parts)).find((one) => one.domain === name)
  const found = new Set(domain?.findings.map(({ code }) => code))
  if (found.has('mx/here')) return 'here'
  return found.has('mx/elsewhere') ? 'elsewhere' : 'unknown'
}

function assertQueue(parts: CommitParts, queue: string): void {
  const known = parts.settings.get().queues.find(({ slug }) => slug === queue)
  if (!known) throw new FaultError({ code: 'desk/unknown-queue', detail: queue })
  if (known.address === null)
    throw new FaultError({ code: 'kit/invalid', detail: 'give the queue its mail address first' })
}

const noMove = (queue: string) =>
  new FaultError({ code: 'kit/not-found', detail: `the address of ${queue} is not being moved` })
