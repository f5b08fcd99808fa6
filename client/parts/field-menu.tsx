/** The menus behind s, p, a, l, m and h: what may be chosen for these tickets, and the verb that follows. */
import { createMemo } from 'solid-js'
import { cleanTag, PRIORITIES, STATUSES, type Row } from '../../shared/ticket/ticket.ts'
import { haveAll } from '../state/batch.ts'
import type { Desk } from '../state/replica-context.tsx'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../words/first.ts'
import { ticketWords } from '../words/ticket.ts'
import { Avatar } from './avatar.tsx'
import { ChoiceMenu, type Choice } from './choice-menu.tsx'
import { Icon } from './icon.tsx'
import { PriorityMark } from './priority-mark.tsx'
import { SnoozeMenu } from './snooze-menu.tsx'
import { StatusMark } from './status-mark.tsx'

type ListedKind = 'status' | 'priority' | 'assign' | 'label' | 'move'
export type FieldKind = ListedKind | 'snooze'

const NOBODY = 'nobody'

type Menu<Kind> = {
  kind: Kind
  tickets: readonly string[]
  anchor: DOMRect | null
  onClose: () => void
}

export function FieldMenu(props: Menu<FieldKind>) {
  const desk = useDesk()
  // It is made anew for another field.
  const { kind } = props
  const rows = createMemo(() => props.tickets.flatMap((id) => desk.rows.byId(id) ?? []))
  return kind === 'snooze' ? (
    <SnoozeMenu
      title={ticketWords.menu.snooze}
      anchor={props.anchor}
      rows={rows()}
      onPick={(until, isFirm) =>
        void desk.act(props.tickets, {
          op: 'snooze',
          until,
          ...(isFirm ? { isFirm } : {}),
        })
      }
      onClose={() => props.onClose()}
    />
  ) : (
    <ListedMenu
      kind={kind}
      tickets={props.tickets}
      anchor={props.anchor}
      rows={rows()}
      onClose={() => props.onClose()}
    />
  )
}

function ListedMenu(props: Menu<ListedKind> & { rows: readonly Row[] }) {
  const desk = useDesk()
  return (
    <ChoiceMenu
      title={ticketWords.menu[props.kind]}
      choices={props.rows.length > 0 ? choicesFor(desk, props.kind, props.rows) : []}
      anchor={props.anchor}
      isMany={props.kind === 'label'}
      makeNew={(text) => {
        const tag = cleanTag(text)
        return props.kind === 'label' && tag
          ? { id: tag, label: ticketWords.menu.newTag({ tag }) }
          : null
      }}
      onPick={(id) => void pick(desk, props.kind, props.tickets, id)}
      onClose={() => props.onClose()}
    />
  )
}

/** Of several tickets the current choice is what they all have. */
function choicesFor(desk: Desk, kind: ListedKind, rows: readonly Row[]): Choice[] {
  const all = (isSo: (row: Row) => boolean) => rows.every(isSo)
  switch (kind) {
    case 'status':
      return STATUSES.map((status) => ({
        id: status,
        label: words.status[status],
        hint: words.statusHint[status],
        isCurrent: all((row) => row.status === status),
        mark: () => <StatusMark status={status} />,
      }))
    case 'priority':
      return PRIORITIES.toReversed().map((priority) => ({
        id: priority,
        label: words.priority[priority],
        isCurrent: all((row) => row.priority === priority),
        mark: () => <PriorityMark priority={priority} />,
      }))
    case 'assign': {
      const me = desk.replica.me
      const others = desk
        .info()
        .people.filter((person) => person.id !== me.id && !person.isDisabled)
        .toSorted((a, b) => a.name.localeCompare(b.name))
      return [
        { id: me.id, name: ticketWords.menu.me({ name: me.name }), plain: me.name },
        ...others.map((person) => ({ id: person.id, name: person.name, plain: person.name })),
      ]
        .map((person): Choice => ({
          id: person.id,
          label: person.name,
          isCurrent: all((row) => row.assignee === person.id),
          mark: () => <Avatar id={person.id} name={person.plain} size="s" isDecoration />,
        }))
        .concat({
          id: NOBODY,
          label: words.list.nobody,
          isCurrent: all((row) => row.assignee === null),
          mark: () => <Icon name="nobody" size={14} />,
        })
    }
    case 'label': {
      const known = new Map<string, number>()
      for (const other of desk.rows.all())
        for (const tag of other.tags) known.set(tag, (known.get(tag) ?? 0) + 1)
      for (const row of rows) for (const tag of row.tags) known.set(tag, known.get(tag) ?? 1)
      return [...known]
        .toSorted((a, b) => b[1] - a[1])
        .slice(0, 200)
        .map(([tag]) => ({ id: tag, label: tag, isCurrent: haveAll(rows, tag) }))
    }
    case 'move':
      return desk.info().queues.map((queue) => ({
        id: queue.slug,
        label: queue.name,
        isCurrent: all((row) => row.queue === queue.slug),
        mark: () => <Icon name="queue" size={14} />,
      }))
  }
}

async function pick(
  desk: Desk,
  kind: ListedKind,
  tickets: readonly string[],
  id: string,
): Promise<void> {
  switch (kind) {
    case 'status': {
      const status = STATUSES.find((one) => one === id)
      if (status) await desk.act(tickets, { op: 'set-status', status })
      return
    }
    case 'priority': {
      const priority = PRIORITIES.find((one) => one === id)
      if (priority) await desk.act(tickets, { op: 'set-priority', priority })
      return
    }
    case 'assign':
      await desk.act(tickets, { op: 'set-assignee', assignee: id === NOBODY ? null : id })
      return
    case 'label': {
      const has = haveAll(
        tickets.flatMap((ticket) => desk.rows.byId(ticket) ?? []),
        id,
      )
      await desk.act(tickets, { op: has ? 'remove-tag' : 'add-tag', tag: id })
      return
    }
    case 'move':
      return desk.move(tickets, id)
  }
}
