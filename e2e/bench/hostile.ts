/**
 * `hostile`: what an attack costs those beside it. Two people edit and type while somebody who is signed in sends hostile
 * input as fast as the limits allow; the reference is the same work in quiet. The attacks that the promise names are
 * looked at closely (hostile-pairs): p99 within 10 %. All of them shortly: how long anybody waited at most.
 */
import { v } from '../../shared/kit/schema.ts'
import { draftIdFor } from '../../shared/ticket/draft-doc.ts'
import { assault, ATTACKS } from '../hostile/attacks.ts'
import { openBystanders } from '../hostile/bystanders.ts'
import { openStage } from '../stage.ts'
import type { Bench } from './bench.ts'
import { QUEUE } from './desk.ts'
import { percentile, type Figure } from './figures.ts'
import { measurePairs } from './hostile-pairs.ts'

const EDITS = 40
const WARM_EDITS = 30
/** Of each phase: all attacks together end in under three minutes, also on a busy machine. */
const PHASE_MS_MAX = 600
const EVERY_MS = 10
const BEAT_MS = 2
/** Those that the promise names. */
const NAMED = /^(V2 bomb|pending structs)/
/** Windows of quiet and of attack, for each round asked for. */
const PAIRS_PER_ROUND = 5

type Longest = { name: string; waitMs: number; ownMs: number }
const noWaits = (): number[] => []

export const measureHostile: Bench = async ({ repeats, say }) => {
  // The limits are on: what they let through is what is measured.
  const stage = await openStage({ hasRelay: false, hasGateway: false })
  try {
    await stage.addQueue(QUEUE.slug, 'Support', QUEUE.address)
    const person = (name: string) =>
      stage.addPerson({ email: `${name}@desk.test`.toLowerCase(), name, role: 'agent' })
    const [ann, eve] = [await person('Ann'), await person('Eve')]
    const open = async () => {
      const answer = await stage.api().post('/api/tickets', {
        queue: QUEUE.slug,
        name: 'Ben',
        email: 'ben@example.test',
        subject: 'Measured',
        body: 'How long does it take?',
      })
      return v.parse(v.object({ id: v.string() }), answer.json).id
    }
    const hers = await open()
    const target = {
      wsUrl: stage.wsUrl,
      token: eve.token,
      ticket: hers,
      draft: draftIdFor(hers, 0),
    }
    const figures: Figure[] = []
    let worst: Longest = { name: 'none', waitMs: 0, ownMs: 0 }
    for (const [name, attack] of Object.entries(ATTACKS)) {
      // Every change is kept in its ticket: each attack has a fresh one beside it.
      const bystanders = await openBystanders(stage, ann, await open())
      await bystanders.work(WARM_EDITS, EVERY_MS, PHASE_MS_MAX)
      if (NAMED.test(name)) {
        const pairs = await measurePairs(bystanders, attack, target, repeats * PAIRS_PER_ROUND)
        say(`${name}: ${pairs.sent} sent`)
        for (const share of ['p50', 'p99'] as const)
          figures.push({
            name: `${name}, ${share}`,
            unit: 'ms',
            value: pairs.attacked[share],
            reference: { name: 'in quiet', value: pairs.quiet[share] },
          })
      }
      const waits = { before: noWaits(), during: noWaits(), after: noWaits() }
      let ownMs = 0
      let closed = 0
      let sent = 0
      for (let at = 0; at < repeats; at++) {
        await work('before')
        let isOver = false
        const attacking = assault(attack, target, () => isOver)
        const stopWatching = watchOwnStalls()
        await work('during').finally(() => {
          isOver = true
          ownMs = Math.max(ownMs, stopWatching())
        })
        const done = await attacking
        closed += done.closed
        sent += done.sent
        await work('after')
      }
      bystanders.close()
      say(`${name}: ${sent} sent, thrown out ${closed} times`)
      const longest = Math.max(...waits.during)
      if (longest > worst.waitMs) worst = { name, waitMs: longest, ownMs }
      if (NAMED.test(name)) continue
      const before = { name: 'before', value: percentile(waits.before, 0.99) }
      for (const phase of ['during', 'after'] as const)
        figures.push({
          name: `${name}, p99 ${phase}`,
          unit: 'ms',
          value: percentile(waits[phase], 0.99),
          reference: before,
        })

      async function work(phase: keyof typeof waits): Promise<void> {
        const { push, letter } = await bystanders.work(EDITS, EVERY_MS, PHASE_MS_MAX)
        waits[phase].push(...push, ...letter)
      }
    }
    figures.push({
      name: `longest wait in any attack (${worst.name})`,
      unit: 'ms',
      value: worst.waitMs,
      reference: { name: 'the bench itself stood still', value: worst.ownMs },
    })
    return {
      isBuilt: stage.isBuilt,
      notes: [
        `V2 bombs and pending structs: ${repeats * PAIRS_PER_ROUND} windows of attack and as many of quiet in turn, the median of their figures`,
        `the others: at most ${EDITS} edits and letters before, during and after an attack, ${repeats} rounds; p99 of all rounds`,
        'attacker and bystanders are one process: where it stood still, they waited for that too',
      ],
      figures,
    }
  } finally {
    await stage.close()
  }
}

/** @returns stops, and says for how many ms at most this process could not have heard an answer */
function watchOwnStalls(): () => number {
  let last = performance.now()
  let longest = 0
  const beat = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - BEAT_MS)
    last = now
  }, BEAT_MS)
  return () => {
    clearInterval(beat)
    return longest
  }
}
