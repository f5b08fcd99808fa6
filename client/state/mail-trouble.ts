/**
 * What is wrong with the desk's mail, asked for every minute while somebody looks: a relay that is away loses nothing, and
 * whoever writes replies is told that they wait (OU23). Not here: how it is drawn (mail-bar).
 */
import { MailTrouble } from '../../shared/wire/mail-trouble.ts'
import { callApi } from './api.ts'

export const LOOK_MS = 60_000

type Kind = 'away' | 'certificate'

const nothing: MailTrouble = { awaySince: null, certificate: null }

export type MailWatch = {
  /** Hides it until it is over; the next time it is said again. */
  hide(kind: Kind): void
  stop(): void
}

/** @param tell  gets what is to be shown, whenever that is something else */
export function watchMail(tell: (trouble: MailTrouble) => void): MailWatch {
  let now = nothing
  const hidden = new Set<Kind>()
  let told = JSON.stringify(nothing)
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false

  const show = () => {
    const shown = {
      awaySince: hidden.has('away') ? null : now.awaySince,
      certificate: hidden.has('certificate') ? null : now.certificate,
    }
    const words = JSON.stringify(shown)
    if (words === told) return
    told = words
    tell(shown)
  }
  const look = async () => {
    clearTimeout(timer)
    if (document.visibilityState === 'visible') {
      const answer = await callApi('GET', '/api/mail-trouble', MailTrouble)
      const isOver = !answer.ok && answer.fault.code.startsWith('auth/')
      // Without a network the last word stands: nothing is known to be better. Who is signed out is told nothing.
      if (answer.ok || isOver) {
        now = answer.ok ? answer.value : nothing
        if (now.awaySince === null) hidden.delete('away')
        if (now.certificate === null) hidden.delete('certificate')
        show()
      }
    }
    if (isStopped) return
    clearTimeout(timer)
    timer = setTimeout(() => void look(), LOOK_MS)
  }
  const lookAgain = () => void (document.visibilityState === 'visible' && look())
  document.addEventListener('visibilitychange', lookAgain)
  void look()
  return {
    hide(kind) {
      hidden.add(kind)
      show()
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', lookAgain)
    },
  }
}
