/** What the drawer says about this device's storage: full, wiped by the browser, how much is used and how safely. */
import { Show } from 'solid-js'
import type { SyncStatus, Wipe } from '../replica/api.ts'
import { sayBytes } from '../state/byte-words.ts'
import { createStorageState } from '../state/create-storage-state.ts'
import { owedWords } from '../words/owed.ts'

export function StorageTrouble(props: { status: SyncStatus; onUnderstood: () => void }) {
  return (
    <>
      <Show when={props.status.wipe}>
        {(wipe) => <WipeNote wipe={wipe()} onUnderstood={props.onUnderstood} />}
      </Show>
      <Show when={props.status.isStorageFull || props.status.hasUnstored}>
        <div class="drawer-note" role="alert">
          <strong>{owedWords.fullTitle}</strong>
          <p>{props.status.hasUnstored ? owedWords.unstored : owedWords.fullLead}</p>
        </div>
      </Show>
    </>
  )
}

function WipeNote(props: { wipe: Wipe; onUnderstood: () => void }) {
  return (
    <div class="drawer-note" role="alert">
      <strong>{owedWords.wipedTitle}</strong>
      <p>
        {props.wipe.kept > 0 ? owedWords.wipedKept({ n: props.wipe.kept }) : ''}
        {props.wipe.kept + props.wipe.gone === 0 ? owedWords.wipedNothing : ''}
      </p>
      <Show when={props.wipe.gone > 0}>
        <p>{owedWords.wipedGone({ n: props.wipe.gone })}</p>
      </Show>
      <button type="button" class="button is-small" onClick={() => props.onUnderstood()}>
        {owedWords.understood}
      </button>
    </div>
  )
}

/** The foot of the drawer. Says nothing where the browser says nothing. */
export function StorageFoot() {
  const { isPersisted, usedBytes } = createStorageState()
  return (
    <Show when={isPersisted() !== null}>
      <p class="drawer-foot">
        {isPersisted() ? owedWords.storagePersisted : owedWords.storageBestEffort}
        <Show when={usedBytes()}>
          {(used) => <> {owedWords.storageUsed({ used: sayBytes(used()) })}</>}
        </Show>
      </p>
    </Show>
  )
}
