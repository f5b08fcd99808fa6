/**
 * Writes planned tickets with the functions that write real ones, each step at its own time. Many tickets share a
 * transaction; nothing is mailed: replies are marked as kept. Not here: what is written (plan).
 */
import { makeId } from '../../shared/kit/id.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { readMessage, recordUpdate } from '../../shared/ticket/ticket-doc.ts'
import { applyOp, type TicketOp } from '../../shared/ticket/ticket-ops.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import type { Contact } from '../commit/actor.ts'
import { refBlobs } from '../commit/blob-refs.ts'
import type { CommitParts } from '../commit/parts.ts'
import { findOrAddContact } from '../commit/contacts.ts'
import { editTicket } from '../commit/edit.ts'
import { addInbound } from '../commit/inbound.ts'
import { createTicket } from '../commit/open-ticket.ts'
import {
  finish,
  openWork,
  writeMessage,
  writeValue,
  type WorkRequest,
} from '../commit/ticket-work.ts'
import type { Tx } from '../store/database.ts'
import { DEMO_DEVICE } from './device.ts'
import type { Step, TicketPlan, Triage } from './plan.ts'

export type Cast = {
  agents: readonly Rights[]
  /** Files that are stored already; one is taken for each message that has one. */
  files: readonly Attachment[]
}

/** @returns messages written */
export async function writeTicket(
  parts: CommitParts,
  tx: Tx,
  plan: TicketPlan,
  cast: Cast,
): Promise<number> {
  const opening: WorkRequest = {
    tx,
    actor: { kind: 'desk' },
    device: DEMO_DEVICE,
    origin: null,
    now: plan.acceptedAt,
  }
  const contact = await findOrAddContact(parts, opening, plan.requester)
  const made = await createTicket(
    parts,
    opening,
    {
      kind: 'open',
      queue: plan.queue,
      channel: plan.channel,
      requester: plan.requester,
      organisation: plan.requester.organisation,
      subject: plan.subject,
      body: plan.body,
      receivedAt: plan.acceptedAt,
      isAcknowledged: false,
      ...(plan.hasFile ? { message: { attachments: fileFor(cast, plan.agent) } } : {}),
    },
    contact,
  )
  const agent = cast.agents[plan.agent % cast.agents.length]
  if (!agent) throw new Error('the demo needs an agent')
  let messages = 1
  for (const step of plan.steps) {
    await writeStep(parts, { tx, now: step.at, agent, contact, cast }, made.ticket, step)
    if (step.do === 'reply' || step.do === 'inbound' || step.do === 'note') messages++
  }
  return messages
}

type StepScene = { tx: Tx; now: number; agent: Rights; contact: Contact; cast: Cast }

async function writeStep(
  parts: CommitParts,
  scene: StepScene,
  ticket: string,
  step: Step,
): Promise<void> {
  const { tx, now, agent } = scene
  const request: WorkRequest = {
    tx,
    now,
    device: DEMO_DEVICE,
    origin: null,
    actor: { kind: 'agent', rights: agent },
  }
  const edit = (ops: TicketOp[]) => editTicket(parts, request, { ticket, ops })
  switch (step.do) {
    case 'triage':
      await edit(opsOf(step.triage, agent))
      return
    case 'note':
      await edit([{ op: 'add-note', id: makeId(now, parts.random), text: step.text, mentions: [] }])
      return
    case 'status':
      await edit([{ op: 'set-status', status: step.status }])
      return
    case 'inbound':
      await addInbound(
        parts,
        { tx, now, device: DEMO_DEVICE, origin: null, actor: { kind: 'desk' } },
        {
          kind: 'inbound',
          ticket,
          from: scene.contact,
          body: step.text,
          via: 'mail',
          receivedAt: now,
          ...(step.file ? { message: { attachments: fileFor(scene.cast, now) } } : {}),
        },
      )
      return
    case 'reply':
      return writeReply(parts, request, { scene, ticket, step })
  }
}

/** A reply as it stands once its undo time is over, without the mail. */
async function writeReply(
  parts: CommitParts,
  request: WorkRequest,
  {
    scene,
    ticket,
    step,
  }: { scene: StepScene; ticket: string; step: Extract<Step, { do: 'reply' }> },
): Promise<void> {
  const work = await openWork(parts, ticket, request)
  if (!work) throw new Error('the demo ticket is gone')
  const id = makeId(request.now, parts.random)
  // One transaction of the document: one update, as if it had come from one hand.
  const update = recordUpdate(work.doc, () => {
    for (const op of step.triage ? opsOf(step.triage, scene.agent) : [])
      applyOp(work.doc, op, {
        person: { id: scene.agent.person, name: scene.agent.name },
        at: request.now,
      })
    writeMessage(work, {
      id,
      kind: 'reply',
      by: { kind: 'agent', id: scene.agent.person, name: scene.agent.name },
      text: step.text,
      via: 'app',
      ...(step.file ? { attachments: fileFor(scene.cast, request.now) } : {}),
    })
    writeValue(work, 'delivery', id, {
      state: 'kept',
      at: request.now,
      detail: 'Demo: no mail was sent.',
    })
    if (work.before?.status !== step.status) writeValue(work, 'fields', 'status', step.status)
  })
  if (update) work.updates.push(update)
  const message = readMessage(work.doc, id)
  if (!message) throw new Error('the demo reply is gone')
  await refBlobs(request.tx, ticket, message)
  work.facts.push({ kind: 'reply', at: request.now })
  await finish(parts, work)
}

function opsOf(triage: Triage, agent: Rights): TicketOp[] {
  return [
    { op: 'set-assignee', assignee: agent.person },
    ...triage.tags.map((tag): TicketOp => ({ op: 'add-tag', tag })),
    ...(triage.priority ? [{ op: 'set-priority' as const, priority: triage.priority }] : []),
  ]
}

function fileFor({ files }: Cast, number: number): Attachment[] {
  const file = files[Math.abs(number) % files.length]
  return file ? [file] : []
}
