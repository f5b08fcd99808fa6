/**
 * The document of a draft's room. While one batch is being stored, what arrives waits and is the next: however many
 * type, the disk is waited for once a batch, and everybody gets a batch as one message. Only what is durable is given
 * out, so questions too wait for the batch that is under way.
 */
import * as Y from 'yjs'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Result } from '../../shared/kit/fault.ts'
import { SYNC_STEP } from '../../shared/wire/frame.ts'
import { commitDraft, holdDraft, type DraftDone } from '../commit/draft-batch.ts'
import { freshen } from '../commit/live-draft.ts'
import type { CommitParts } from '../commit/parts.ts'
import type { Member } from './member.ts'
import type { RoomDocument, RoomVoice } from './room.ts'

type Waiting = { member: Member; update: Uint8Array }
type Question = { member: Member; answer(doc: Y.Doc): void }

export function makeDraftDocument(
  parts: CommitParts,
  draft: string,
  voice: RoomVoice,
): RoomDocument {
  const held = holdDraft(draft)
  const origin = {}
  let waiting: Waiting[] = []
  let questions: Question[] = []
  /** Bytes that wait, by whom they are from. */
  const owed = new Map<Member, number>()
  /** Whose updates are not looked at any more. */
  const dropped = new WeakSet<Member>()
  let isBusy = false

  async function work(): Promise<void> {
    if (isBusy) return
    isBusy = true
    try {
      while (waiting.length > 0 || questions.length > 0) {
        // Questions that came after an update are answered after it is stored.
        const asked = questions.splice(0)
        if (waiting.length > 0) await store()
        if (asked.length > 0) await answer(asked)
      }
    } finally {
      isBusy = false
    }
  }

  const start = (): void =>
    void work().catch((error: unknown) => {
      parts.log('error', 'a room of a draft failed', { error: String(error) })
    })

  async function store(): Promise<void> {
    let batch: Waiting[] | null = null
    const done = await commit(() => (batch ??= takeBatch()))
    // Refused before it began: what waits has its answer all the same.
    batch ??= takeBatch()
    if (done.ok || done.fault.code !== 'kit/bug' || batch.length === 1) {
      const judged = done.ok ? done.value.outcomes.length : batch.length
      const rest = batch.slice(judged).filter(({ member }) => !dropped.has(member))
      if (rest.length > 0) waiting = [...rest, ...waiting]
      return tell(batch.slice(0, judged), done)
    }
    // Something in it broke what must not break: alone, it breaks only its own.
    for (const one of batch) tell([one], await commit(() => [one]))
  }

  function commit(take: () => Waiting[]): Promise<Result<DraftDone>> {
    const inputs = () =>
      take().map(({ member, update }) => ({
        person: member.person.id,
        device: member.device,
        update,
      }))
    return commitDraft(parts, held, inputs, origin)
  }

  function takeBatch(): Waiting[] {
    let count = 0
    let bytes = 0
    while (count < waiting.length && count < LIMITS.roomBatchUpdates) {
      bytes += waiting[count]?.update.length ?? 0
      if (count > 0 && bytes > LIMITS.roomBatchBytes) break
      count += 1
    }
    const batch = waiting.slice(0, count)
    waiting = waiting.slice(count)
    return batch
  }

  function tell(batch: readonly Waiting[], done: Result<DraftDone>): void {
    for (const { member, update } of batch) {
      const left = (owed.get(member) ?? 0) - update.length
      if (left > 0) owed.set(member, left)
      else owed.delete(member)
    }
    const answers = new Map<Member, Result<unknown>[]>()
    batch.forEach(({ member }, at) => {
      const outcome = done.ok ? done.value.outcomes[at] : done
      if (!outcome) return
      const own = answers.get(member)
      if (own) own.push(outcome)
      else answers.set(member, [outcome])
    })
    const [first] = answers.keys()
    const isOfOne = answers.size === 1 && done.ok && !done.value.isCaughtUp
    voice.deliver({
      update: done.ok ? done.value.fresh : null,
      // A batch of several goes to all as it is: to its authors their own part is nothing new.
      except: isOfOne ? (first ?? null) : null,
      answers,
    })
  }

  async function answer(asked: readonly Question[]): Promise<void> {
    const { live, caught } = await freshen(parts.database.read, draft, held.live)
    held.live = live
    if (caught) voice.deliver({ update: caught, except: null, answers: new Map() })
    for (const question of asked) {
      if (!voice.has(question.member)) continue
      try {
        question.answer(live.doc)
      } catch {
        question.member.close({ code: 'wire/malformed', detail: 'the state could not be read' })
      }
    }
  }

  function enquire(member: Member, answerTo: (doc: Y.Doc) => void): void {
    const own = questions.filter((question) => question.member === member)
    if (own.length >= LIMITS.roomQuestionsWaiting)
      return member.close({ code: 'kit/busy', detail: 'too many questions' })
    questions.push({ member, answer: answerTo })
    start()
  }

  return {
    greet: (member) =>
      enquire(member, (doc) => voice.say(member, SYNC_STEP.step1, Y.encodeStateVector(doc))),
    ask: (member, state) =>
      enquire(member, (doc) =>
        voice.say(member, SYNC_STEP.step2, Y.encodeStateAsUpdate(doc, state)),
      ),
    drop(member) {
      dropped.add(member)
      owed.delete(member)
      waiting = waiting.filter((one) => one.member !== member)
    },
    push(member, update) {
      if (dropped.has(member)) return
      const bytes = (owed.get(member) ?? 0) + update.length
      if (bytes > LIMITS.roomWaitingBytes)
        return member.close({ code: 'kit/busy', detail: 'too much at once' })
      owed.set(member, bytes)
      waiting.push({ member, update })
      start()
    },
    take(update, except) {
      // Our own batch, come round: it goes out with its answers.
      if (except !== origin) voice.deliver({ update, except, answers: new Map() })
    },
  }
}
