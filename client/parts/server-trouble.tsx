/** Something that comes from the server did not come: why, and asking once more. */
import { Show } from 'solid-js'
import type { Fault } from '../../shared/kit/fault.ts'
import { deskWords } from '../words/desk.ts'
import { sayFault } from '../state/fault-words.ts'
import { words } from '../words/first.ts'

export function ServerTrouble(props: { fault: Fault | null; onRetry: () => void }) {
  return (
    <Show when={props.fault}>
      {(fault) => (
        <div class="setting">
          <p>{fault().code === 'kit/busy' ? deskWords.settings.needsServer : sayFault(fault())}</p>
          <button type="button" class="button" onClick={() => props.onRetry()}>
            {words.retry}
          </button>
        </div>
      )}
    </Show>
  )
}
