/**
 * The test function of the scenarios: each test gets a desk of its own (real server, gateway and relay) and browsers
 * that end with it. `desk` is already set up with two queues and an admin; `stage` alone is not.
 */
import { test as base } from '@playwright/test'
import { openStage, type Stage, type StageOptions } from '../stage.ts'
import { openAgent, type Agent } from './agent.ts'
import { ADMIN, BEN, QUEUES } from './desk.ts'
import { makeCorrespondent, type Correspondent } from './correspondent.ts'
import { makeOracle, type Oracle } from './oracle.ts'

export type Desk = {
  stage: Stage
  oracle: Oracle
  correspondent(name: string, address: string): Correspondent
  /** A browser of their own, signed in. */
  agent(email: string, options?: Parameters<typeof openAgent>[3]): Promise<Agent>
  /** The same, with the reply of a ticket open. The admin unless somebody else is named. */
  replying(
    number: number,
    email?: string,
    options?: Parameters<typeof openAgent>[3],
  ): Promise<Agent>
  /** Two with the same reply open, each in a browser of their own: the admin, and Ben, who is new. */
  bothReplying(number: number): Promise<{ ada: Agent; ben: Agent }>
  /** A ticket by the API, as the form would open it. @returns its number */
  ticket(subject: string, body?: string, from?: { name: string; email: string }): Promise<number>
}

type Fixtures = { stageOptions: StageOptions; stage: Stage; desk: Desk }

export const test = base.extend<Fixtures>({
  stageOptions: [{}, { option: true }],
  // Playwright reads from the first parameter what a fixture needs.
  stage: async ({ stageOptions }, use, info) => {
    const stage = await openStage(stageOptions)
    await use(stage)
    if (info.status !== info.expectedStatus)
      for (const part of [stage.server, stage.gateway])
        if (part.stderr.length > 0)
          await info.attach(`${part.name}.stderr`, { body: part.stderr.join('\n') })
    await stage.close()
  },
  desk: async ({ stage, browser }, use) => {
    const { api, token } = await stage.addPerson({ ...ADMIN, role: 'admin' })
    // Not by the command line: starting it takes longer than all that it does.
    for (const queue of QUEUES) {
      const added = await api.post('/api/queues', queue)
      if (added.status !== 201) throw new Error(`queue: ${added.status} ${added.text}`)
    }
    const oracle = makeOracle(stage, token)
    const contexts: Agent['context'][] = []
    const desk: Desk = {
      stage,
      oracle,
      correspondent: (name, address) => makeCorrespondent(stage, name, address),
      async agent(email, options) {
        const agent = await openAgent(browser, stage, email, options)
        contexts.push(agent.context)
        return agent
      },
      async replying(number, email = ADMIN.email, options) {
        const agent = await desk.agent(email, options)
        await agent.workspace.open(number)
        await agent.workspace.openReply()
        return agent
      },
      async bothReplying(number) {
        await stage.addPerson({ ...BEN, role: 'agent' })
        const ada = await desk.replying(number)
        return { ada, ben: await desk.replying(number, BEN.email) }
      },
      async ticket(subject, body = 'Please help.', from) {
        const { name, email } = from ?? { name: 'Sam Porter', email: 'sam@outside.test' }
        const answer = await stage
          .api()
          .post('/api/tickets', { queue: 'support', name, email, subject, body })
        if (answer.status !== 201) throw new Error(`ticket: ${answer.status} ${answer.text}`)
        return (await oracle.bySubject(subject)).number
      },
    }
    await use(desk)
    for (const context of contexts) await context.close()
  },
})

export { expect } from '@playwright/test'
export { ADMIN, BEN, QUEUES }
