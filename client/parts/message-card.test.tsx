/** The times of a message: when it came, and beside it when it was written, where that was well before. */
import { cleanup, render, screen } from '@solidjs/testing-library'
import { createRoot } from 'solid-js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Message } from '../../shared/ticket/ticket.ts'
import { createLooks } from '../state/message-looks.ts'
import { createDesk, DeskProvider, type Desk } from '../state/replica-context.tsx'
import { makeStandIn } from '../test-stage/stand-in-replica.ts'
import { MessageCard } from './message-card.tsx'

let desk: Desk
let dispose = () => {}
beforeEach(() => {
  desk = createRoot((done) => {
    dispose = done
    return createDesk(makeStandIn({ tickets: 1, now: Date.now() }))
  })
})
afterEach(() => {
  cleanup()
  dispose()
})

const AT = new Date(2026, 2, 2, 12, 0).getTime()

function show(over: Partial<Message>) {
  const by = { kind: 'agent' as const, id: 'ada', name: 'Ada' }
  const message: Message = { id: 'm', kind: 'reply', by, at: AT, text: 'It is fixed.', ...over }
  render(() => (
    <DeskProvider desk={desk}>
      <MessageCard
        ticket="t"
        requester={{ id: 'ruth', name: 'Ruth', address: 'ruth@customer.test' }}
        message={message}
        delivery={undefined}
        looks={createLooks()}
        isFresh={false}
        onUndo={() => {}}
      />
    </DeskProvider>
  ))
}

test('[SL2] a reply, or a note, that was written without a network shows both times', () => {
  for (const kind of ['reply', 'note'] as const) {
    show({ kind, claimedAt: AT - 2 * 3_600_000 })
    expect(screen.getByText(/^Written .*10:00/)).toBeTruthy()
    expect(document.querySelector('time')?.getAttribute('datetime')).toBe(
      new Date(AT).toISOString(),
    )
    cleanup()
  }
})

test('one that came at once, or from a clock that was a little off, shows one', () => {
  for (const claimedAt of [undefined, AT - 59_000, AT + 3_600_000]) {
    show(claimedAt === undefined ? {} : { claimedAt })
    expect(screen.queryByText(/Written/)).toBeNull()
    cleanup()
  }
})
