/**
 * Runs commands. Screens bind what a command does while they are on screen; the newest binding wins. One listener reads
 * the keys; the palette lists what is bound. Not here: which keys (keys.ts).
 */
import { createSignal, onCleanup, type Accessor } from 'solid-js'
import { COMMAND_IDS, isSingleKey, isTyping, makeKeyReader, type CommandId } from './keys.ts'
import { keyMap } from './own-keys.ts'

export type Commands = {
  /** While the calling owner lives, `id` does `run`. */
  bind(id: CommandId, run: () => void): void
  /** The same before all that are bound so, whenever they were: what is chosen comes before what is open. */
  bindFirst(id: CommandId, run: () => void): void
  run(id: CommandId): boolean
  bound: Accessor<readonly CommandId[]>
}

/** Commands that chords may reach while words are typed. */
const WHILE_TYPING: ReadonlySet<CommandId> = new Set<CommandId>(['palette', 'side-panel'])
/** Keys that belong to whatever control has the focus, unless that is the list. */
const CONTROL_KEYS = /^(Enter|ArrowUp|ArrowDown)$/

/** Who types is not faster to notice that the field is gone: a key that comes so soon after was meant for the words. */
const WORDS_MS = 700
/** They leave a field on purpose; what follows is a command. */
const LEAVING_KEYS = /^(Enter|Escape|Tab)$/
const MODIFIERS = /^(Shift|Control|Alt|AltGraph|Meta|CapsLock)$/

/** Tells keys of somebody who goes on typing though the field went away under them: its ticket was merged, say. */
function makeWordsGuard(now: () => number): (event: KeyboardEvent, isTyped: boolean) => boolean {
  let last: { field: Element; at: number } | null = null
  return (event, isTyped) => {
    const { key, target } = event
    if (MODIFIERS.test(key)) return false
    const isLeaving = !isSingleKey(event) || LEAVING_KEYS.test(key)
    if (isTyped || isLeaving) {
      last =
        isTyped && !isLeaving && target instanceof Element ? { field: target, at: now() } : null
      return false
    }
    if (!last || last.field.isConnected || now() - last.at > WORDS_MS) return false
    last.at = now()
    return true
  }
}

export function createCommands(options: {
  target: EventTarget
  now: () => number
  isSingleKeysOn: () => boolean
}): Commands {
  const bindings = new Map<CommandId, (() => void)[]>()
  const firsts: typeof bindings = new Map()
  const [version, setVersion] = createSignal(0)
  const read = makeKeyReader(options.now, keyMap)
  const isMeantForWords = makeWordsGuard(options.now)

  const run = (id: CommandId): boolean => {
    const act = firsts.get(id)?.at(-1) ?? bindings.get(id)?.at(-1)
    act?.()
    return act !== undefined
  }

  const listen = (event: Event) => {
    if (!(event instanceof KeyboardEvent)) return
    const isSingle = isSingleKey(event)
    const typing = isTyping(event.target)
    // Also of keys that an editor took: by these it is left on purpose.
    const isForWords = isMeantForWords(event, typing)
    if (isForWords || event.defaultPrevented || event.isComposing) return
    if (isSingle && (typing || isInOverlay(event.target))) return
    if (isSingle && !options.isSingleKeysOn() && !CONTROL_KEYS.test(event.key)) return
    if (isSingle && CONTROL_KEYS.test(event.key) && !isInList(event.target)) return
    const id = read(event)
    if (!id || (typing && !WHILE_TYPING.has(id))) return
    // Words that are being read are the browser's to select.
    if (id === 'select-all' && (isInOverlay(event.target) || isReading(event.target))) return
    if (run(id)) event.preventDefault()
  }
  options.target.addEventListener('keydown', listen)
  onCleanup(() => options.target.removeEventListener('keydown', listen))

  const bindIn = (map: typeof bindings) => (id: CommandId, act: () => void) => {
    map.set(id, [...(map.get(id) ?? []), act])
    setVersion((n) => n + 1)
    onCleanup(() => {
      map.set(
        id,
        (map.get(id) ?? []).filter((other) => other !== act),
      )
      setVersion((n) => n + 1)
    })
  }
  return {
    bind: bindIn(bindings),
    bindFirst: bindIn(firsts),
    run,
    bound: () => {
      version()
      return COMMAND_IDS.filter((id) => (bindings.get(id)?.length ?? 0) > 0)
    },
  }
}

function isInOverlay(target: EventTarget | null): boolean {
  // A button that goes away when it is pressed leaves the focus outside the dialog that is still open.
  if (document.querySelector('dialog[open]')) return true
  return target instanceof Element && target.closest('dialog, [popover], [role="dialog"]') !== null
}

/** The last click was into a ticket, or the focus is there. */
function isReading(target: EventTarget | null): boolean {
  const at = document.getSelection()?.anchorNode?.parentElement
  const focus = target instanceof Element ? target : null
  return [at, focus].some((element) => element?.closest('.ticket-pane') != null)
}

function isInList(target: EventTarget | null): boolean {
  if (!(target instanceof Element) || target === document.body) return true
  return target.closest('[data-list]') !== null
}
