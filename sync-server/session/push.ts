/** One push, from a socket or from POST /push: into the commit, and its answer as ack or nack. */
import type { Fault } from '../../shared/kit/fault.ts'
import type { Ack, Nack } from '../../shared/wire/down.ts'
import type { Push } from '../../shared/wire/up.ts'
import type { Actor } from '../commit/actor.ts'
import type { Input } from '../commit/input.ts'
import type { Desk } from '../desk.ts'

export type PushSource = { actor: Actor; device: string }

export async function pushFrom(desk: Desk, source: PushSource, push: Push): Promise<Ack | Nack> {
  const answer = await desk.commit({ ...source, pushId: push.pushId, input: inputOf(push) })
  if (!answer.ok) return nackOf(push.pushId, answer.fault)
  const { version, result } = answer.value
  return { type: 'ack', pushId: push.pushId, version, ...(result ? { result } : {}) }
}

function nackOf(pushId: string, fault: Fault): Nack {
  return {
    type: 'nack',
    pushId,
    code: fault.code,
    detail: fault.detail,
    ...(fault.more ? { more: fault.more } : {}),
  }
}

function inputOf(push: Push): Input {
  switch (push.kind) {
    case 'update':
      return {
        kind: 'update',
        ticket: push.ticket,
        epoch: push.epoch,
        update: push.update,
        claimedAt: push.claimedAt,
      }
    case 'draft':
      return { kind: 'draft', draft: push.draft, update: push.update }
    case 'command': {
      const { command, claimedAt } = push
      return command.kind === 'send' ? { ...command, claimedAt } : command
    }
  }
}
