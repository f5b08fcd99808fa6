/** The sync pill: one line that says whether work is safe. A click opens the drawer. Polite, never a toast. */
import { useDesk } from '../state/replica-context.tsx'
import { sayPill, type PillLook } from '../state/create-sync-status.ts'
import { Icon, type IconName } from './icon.tsx'

const ICONS: Record<PillLook, IconName> = {
  saved: 'check',
  saving: 'sync',
  offline: 'offline',
  trouble: 'attention',
  update: 'update',
  lost: 'sync',
}

export function SyncPill(props: { onOpen: () => void }) {
  const desk = useDesk()
  const pill = () => sayPill(desk.sync.status(), desk.sync.isUpdateReady())
  return (
    <button
      type="button"
      class="sync-pill"
      classList={{ [`pill-${pill().look}`]: true }}
      aria-haspopup="dialog"
      title={pill().text}
      onClick={() => props.onOpen()}
    >
      <Icon name={ICONS[pill().look]} size={14} />
      <span role="status" aria-live="polite">
        {pill().text}
      </span>
    </button>
  )
}
