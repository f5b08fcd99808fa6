/** The rows of the replica as signals: the whole array, one row by id, and what is unread. */
import { createMemo, createSignal, onCleanup, type Accessor } from 'solid-js'
import type { Row } from '../../shared/ticket/ticket.ts'
import type { Replica } from '../replica/api.ts'
import { mentionMark } from '../replica/mention-mark.ts'

export type Rows = {
  all: Accessor<readonly Row[]>
  byId(id: string): Row | undefined
  isUnread(row: Row): boolean
  /** Says that `id`, a ticket or the mark of a mention on it, was seen up to `messageId`; null makes it unread. */
  markSeen(id: string, messageId: string | null): Promise<void>
}

export function createRows(replica: Replica): Rows {
  const [version, setVersion] = createSignal(0)
  const [seenVersion, setSeenVersion] = createSignal(0)
  onCleanup(replica.onRows(() => setVersion((n) => n + 1)))
  const all = createMemo(() => {
    version()
    return replica.rows()
  })
  return {
    all,
    byId(id) {
      version()
      return replica.row(id)
    },
    isUnread(row) {
      seenVersion()
      const asked = row.mentions?.[replica.me.id]
      return (
        (row.lastKind === 'inbound' && replica.seen(row.id) !== row.lastId) ||
        (asked !== undefined && replica.seen(mentionMark(row.id)) !== asked)
      )
    },
    async markSeen(id, messageId) {
      if (replica.seen(id) === messageId) return
      await replica.markSeen(id, messageId)
      setSeenVersion((n) => n + 1)
    },
  }
}
