/** Below the list where there is no keyboard: a new ticket, and all the commands. Lazy, with what else comes into the list. */
import { useDesk } from '../state/replica-context.tsx'
import { keyWords } from '../words/key.ts'
import { Icon } from './icon.tsx'

export function ListFoot() {
  const desk = useDesk()
  return (
    <div class="list-foot">
      <button
        type="button"
        class="button is-quiet"
        aria-haspopup="dialog"
        onClick={() => desk.commands.run('new-ticket')}
      >
        <Icon name="draft" />
        {keyWords.commands['new-ticket']}
      </button>
      <button
        type="button"
        class="button is-quiet"
        aria-haspopup="dialog"
        onClick={() => desk.commands.run('palette')}
      >
        <Icon name="search" />
        {keyWords.palette.commands}
      </button>
    </div>
  )
}
