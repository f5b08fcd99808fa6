/** One desk for all tests of a file, with two agents: for tests that make a ticket each and leave the others alone. */
import { afterAll, beforeAll } from 'vitest'
import type { Rights } from '../../../shared/ticket/ticket-rules.ts'
import { openStage, type Stage } from './desk-stage.ts'

export type SharedDesk = { stage: Stage; ada: Rights; bert: Rights }

/** @param take  called with the desk before the first test */
export function shareDesk(take: (desk: SharedDesk) => void): void {
  let stage: Stage | null = null
  beforeAll(async () => {
    stage = await openStage()
    take({ stage, ada: await stage.agent('Ada'), bert: await stage.agent('Bert') })
  })
  afterAll(() => stage?.close())
}
