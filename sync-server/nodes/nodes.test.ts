/** Two server processes on one PostgreSQL are one desk. Skipped where no server is named: npm test starts one. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { unwrap } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { v } from '../../shared/kit/schema.ts'
import { makeDraftFrom } from '../../shared/ticket/draft-doc.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import type { DeskEvent } from '../commit/hub.ts'
import type { Input } from '../commit/input.ts'
import { QueueSettings } from '../settings/settings.ts'
import { execAt, makeSchema, testPostgres } from '../store/test-stage/postgres-stage.ts'
import { openNode, type Node } from './test-stage/node-stage.ts'

/** What a node hears of the others; an event of its own does not count. */
async function hears<T extends DeskEvent['type']>(
  node: Node,
  type: T,
  match: (event: Extract<DeskEvent, { type: T }>) => boolean = () => true,
): Promise<Extract<DeskEvent, { type: T }>> {
  const isMeant = (event: DeskEvent): event is Extract<DeskEvent, { type: T }> =>
    event.type === type && match(event as Extract<DeskEvent, { type: T }>)
  for (;;) {
    const found = node.heard.find(({ event, origin }) => origin === 'relayed' && isMeant(event))
    if (found && isMeant(found.event)) return found.event
    await pause(5)
  }
}

describe.skipIf(testPostgres() === null)('two nodes on one PostgreSQL', () => {
  let schema: Awaited<ReturnType<typeof makeSchema>>
  let one: Node
  let two: Node
  let rights: Rights
  beforeEach(async () => {
    schema = await makeSchema()
    one = await openNode(schema.url)
    two = await openNode(schema.url)
    unwrap(await addQueue(one, 'support'))
    const ada = unwrap(
      await one.desk.people.add({
        email: 'ada@desk.test',
        name: 'Ada',
        role: 'agent',
        queues: null,
      }),
    )
    const found = await two.desk.people.rightsOf(ada.id)
    if (!found) throw new Error('the other node does not know her')
    rights = found
    await hears(two, 'desk-changed')
  })
  afterEach(async () => {
    await Promise.all([one.close(), two.close()])
    await schema.drop()
  })

  const addQueue = (node: Node, slug: string) =>
    node.desk.parts.settings.change((settings) => ({
      ...settings,
      queues: [...settings.queues, v.parse(QueueSettings, { slug, name: slug, address: null })],
    }))
  const newId = () => makeId(Date.now(), (count) => crypto.getRandomValues(new Uint8Array(count)))
  const push = (node: Node, input: Input, pushId = newId()) =>
    node.desk.commit({ actor: { kind: 'agent', rights }, device: 'device-of-ada', pushId, input })
  const open = async (node: Node): Promise<string> => {
    const done = unwrap(
      await node.desk.commit({
        actor: { kind: 'desk' },
        device: 'form',
        pushId: newId(),
        input: {
          kind: 'open',
          queue: 'support',
          channel: 'web',
          requester: { name: 'Ruth', address: 'ruth@customer.test' },
          subject: 'It does not open',
          body: 'Hello',
          receivedAt: Date.now(),
          isAcknowledged: false,
        },
      }),
    )
    return String(done.result?.['id'])
  }
  const note = (node: Node, ticket: string, text: string, pushId = newId()) =>
    push(
      node,
      { kind: 'edit', ticket, ops: [{ op: 'add-note', id: newId(), text, mentions: [] }] },
      pushId,
    )
  const documentOf = async (node: Node, ticket: string) => {
    const [item] = await node.desk.feed.documents(rights, [{ ticket, version: 0 }])
    return item?.bytes ?? new Uint8Array()
  }

  test('settings changed on both at once are all kept, and known to both', async () => {
    const changes = await Promise.all([addQueue(one, 'sales'), addQueue(two, 'press')])
    for (const change of changes) unwrap(change)
    const slugs = (node: Node) =>
      node.desk.parts.settings
        .get()
        .queues.map(({ slug }) => slug)
        .sort()
    for (const node of [one, two]) while (slugs(node).length < 3) await pause(5)
    for (const node of [one, two]) expect(slugs(node)).toEqual(['press', 'sales', 'support'])
  })

  test('a change on one is told on the other, with its bytes and its place in the feed', async () => {
    const ticket = await open(one)
    const opened = await hears(two, 'ticket', (event) => event.ticket === ticket)
    expect(opened).toMatchObject({ version: 1, moves: [{ scope: 'q:support', seq: 1, op: 'row' }] })
    unwrap(await note(one, ticket, 'Looked at it.'))
    const noted = await hears(two, 'ticket', (event) => event.version === 2)
    const doc = new Y.Doc()
    for (const { update } of [opened, noted]) if (update) Y.applyUpdate(doc, update)
    const whole = new Y.Doc()
    Y.applyUpdate(whole, await documentOf(one, ticket))
    expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(whole))
  })

  test('[CO2] both work on one ticket at once: every change is there, each version once', async () => {
    const ticket = await open(one)
    const notes = Array.from({ length: 40 }, (_, at) =>
      note(at % 2 === 0 ? one : two, ticket, `n${at}`),
    )
    const versions = (await Promise.all(notes)).map((answer) => unwrap(answer).version)
    expect(versions.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, at) => at + 2),
    )
    expect(await documentOf(one, ticket)).toEqual(await documentOf(two, ticket))
    const count = await one.desk.database.read.get(
      `SELECT count(*) AS n FROM updates WHERE ticket = ?`,
      ticket,
    )
    expect(count?.['n']).toBe(41)
  })

  test('[CO3] the same push to both is done once, and both give the same answer', async () => {
    const ticket = await open(one)
    const input: Input = {
      kind: 'edit',
      ticket,
      ops: [{ op: 'add-note', id: newId(), text: 'once', mentions: [] }],
    }
    const pushId = newId()
    const [first, second] = await Promise.all([push(one, input, pushId), push(two, input, pushId)])
    expect(unwrap(second)).toEqual(unwrap(first))
  })

  test('two devices type one draft through different nodes, and both have all of it', async () => {
    const ticket = await open(one)
    const draft = `${ticket}-r0`
    const mine = makeDraftFrom('From one. ')
    const theirs = makeDraftFrom('From two. ')
    const answers = await Promise.all([
      push(one, { kind: 'draft', draft, update: Y.encodeStateAsUpdate(mine) }),
      two.desk.commit({
        actor: { kind: 'agent', rights },
        device: 'device-of-bob',
        pushId: newId(),
        input: { kind: 'draft', draft, update: Y.encodeStateAsUpdate(theirs) },
      }),
    ])
    for (const answer of answers) unwrap(answer)
    const all = new Y.Doc()
    for (const doc of [mine, theirs]) Y.applyUpdate(all, Y.encodeStateAsUpdate(doc))
    const expected = Y.encodeStateVector(all)
    for (const node of [one, two]) {
      const doc = new Y.Doc()
      let isWhole = false
      const take = () => {
        for (const { event } of node.heard)
          if (event.type === 'draft' && event.draft === draft) Y.applyUpdate(doc, event.update)
        isWhole = Buffer.compare(Y.encodeStateVector(doc), expected) === 0
      }
      for (take(); !isWhole; take()) await pause(10)
      expect(isWhole).toBe(true)
    }
  })

  test('a hint that is lost is made good by looking', async () => {
    const ticket = await open(one)
    await hears(two, 'ticket', (event) => event.ticket === ticket)
    // As a process leaves it that is killed between COMMIT and NOTIFY.
    await execAt(
      schema.url,
      `UPDATE scopes SET seq = seq + 1 WHERE scope = 'q:support';
       UPDATE feed SET seq = seq + 1 WHERE ticket = '${ticket}'`,
    )
    const found = await hears(two, 'ticket', (event) => event.moves.some(({ seq }) => seq === 2))
    expect(found.ticket).toBe(ticket)
  })

  test('[RI21] rights, sessions and settings changed by a node that died before it told are found by looking', async () => {
    const { person } = rights
    await two.desk.sessions.open(person, 'browser')
    const [session] = await two.desk.sessions.list(person)
    // As a process leaves it that is killed between COMMIT and NOTIFY.
    await execAt(
      schema.url,
      `UPDATE people SET all_queues = 0 WHERE id = '${person}';
       UPDATE sessions SET kind = 'ended' WHERE id = '${session?.id ?? ''}';
       INSERT INTO counters (name, value) VALUES ('rights', 1) ON CONFLICT (name) DO UPDATE SET value = counters.value + 1;
       UPDATE store_facts SET version = version + 1, value = replace(value, '"slug":"support"', '"slug":"elsewhere"')
       WHERE name = 'settings'`,
    )
    await hears(two, 'rights-changed', (event) => event.person === person)
    await hears(two, 'signed-out', (event) => event.session === session?.id)
    const slugs = () => two.desk.parts.settings.get().queues.map(({ slug }) => slug)
    while (!slugs().includes('elsewhere')) await pause(5)
    expect(slugs()).toEqual(['elsewhere'])
  })

  test('[CO1] a node that loses the database hears everything once it is back', async () => {
    await execAt(
      schema.url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'deskside' AND pid <> pg_backend_pid() AND query LIKE 'LISTEN%'`,
    )
    const ticket = await open(one)
    expect((await hears(two, 'ticket', (event) => event.ticket === ticket)).version).toBe(1)
  })
})
