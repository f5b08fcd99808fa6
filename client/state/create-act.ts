/**
 * One act at a time that the server answers: whether it is under way, and what went wrong with the last one, in words.
 * Not here: what the act is, and where its trouble is shown.
 */
import { createSignal, type Accessor } from 'solid-js'
import type { Result } from '../../shared/kit/fault.ts'
import { sayFault } from './fault-words.ts'

export type Act = {
  isBusy: Accessor<boolean>
  /** Empty: nothing went wrong. */
  trouble: Accessor<string>
  setTrouble: (words: string) => void
  /** Does nothing while another is under way: a second press of a button is the same wish. */
  run<T>(work: () => Promise<Result<T>>, onDone: (value: T) => void): Promise<void>
}

export function createAct(): Act {
  const [isBusy, setBusy] = createSignal(false)
  const [trouble, setTrouble] = createSignal('')
  return {
    isBusy,
    trouble,
    setTrouble,
    async run(work, onDone) {
      if (isBusy()) return
      setBusy(true)
      setTrouble('')
      const answer = await work()
      setBusy(false)
      if (answer.ok) onDone(answer.value)
      else setTrouble(sayFault(answer.fault))
    },
  }
}
