/**
 * `hostile`: what an attack costs those beside it. Two people edit and type while somebody who is signed in sends hostile
 * input as fast as the limits allow; the reference is the same work in quiet, turn and turn about.
 */
import { v } from '../../shared/kit/schema.ts'
import { draftIdFor } from '../../shared/ticket/draft-doc.ts'
import { assault, ATTACKS } from '../hostile/attacks.ts'
import { openBystanders, type Waits } from '../hostile/bystanders.ts'
import { openStage } from '../stage.ts'
import type { Bench } from './bench.ts'
import { QUEUE } from './desk.ts'
import { medianOf, percentile, type Figure } from './figures.ts'

const EDITS = 150
const WARM_EDITS = 60
const EVERY_MS = 10

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
    let worst = 0
    for (const [name, attack] of Object.entries(ATTACKS)) {
      // Every change is kept in its ticket: each attack has a fresh one beside it.
      const bystanders = await openBystanders(stage, ann, await open())
      const runs: { quiet: Waits; attacked: Waits }[] = []
      await bystanders.work(WARM_EDITS, EVERY_MS)
      for (let at = 0; at < repeats; at++) {
        const quiet = await bystanders.work(EDITS / 2, EVERY_MS)
        let isOver = false
        const attacking = assault(attack, target, () => isOver)
        const attacked = await bystanders.work(EDITS / 2, EVERY_MS).finally(() => {
          isOver = true
        })
        const done = await attacking
        if (at === 0) say(`${name}: ${done.sent} sent, thrown out ${done.closed} times`)
        runs.push({ quiet, attacked })
      }
      bystanders.close()
      const p99 = (waits: Waits) => percentile([...waits.push, ...waits.letter], 0.99)
      worst = Math.max(
        worst,
        medianOf(runs, ({ attacked }) => Math.max(...attacked.push, ...attacked.letter)),
      )
      figures.push({
        name: `${name}, p99`,
        unit: 'ms',
        value: medianOf(runs, ({ attacked }) => p99(attacked)),
        reference: { name: 'quiet', value: medianOf(runs, ({ quiet }) => p99(quiet)) },
      })
    }
    figures.push({
      name: 'longest wait in any attack',
      unit: 'ms',
      value: worst,
      reference: { name: 'allowed', value: 100 },
    })
    return {
      isBuilt: stage.isBuilt,
      notes: [
        `${EDITS / 2} edits and letters a round, attacked and in quiet turn about, ${repeats} rounds, medians of the rounds`,
      ],
      figures,
    }
  } finally {
    await stage.close()
  }
}
