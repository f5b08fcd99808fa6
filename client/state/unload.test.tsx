/** Whether the browser asks before it closes the app: only for what would go with the page. */
import { createRoot } from 'solid-js'
import { expect, test } from 'vitest'
import { makeStandIn } from '../test-stage/stand-in-replica.ts'
import { createSyncStatus } from './create-sync-status.ts'

test.each([
  ['nothing is on its way to the disk', {}, false],
  ['an act is being written', { isWriting: true }, true],
  ['words are only in this tab', { hasUnstored: true }, true],
  ['what is on the disk waits for the network', { waiting: 3, stored: 3 }, false],
])('[OU27] closing while %s', (_, over, isAsked) => {
  const event = new Event('beforeunload', { cancelable: true })
  createRoot((dispose) => {
    const replica = makeStandIn({ tickets: 1, now: Date.now() })
    replica.setStatus(over)
    createSyncStatus(replica)
    dispatchEvent(event)
    dispose()
  })
  expect(event.defaultPrevented).toBe(isAsked)
})
