/** Says when a file that was asked for without a network is on this device, or will never be. */
import { mailWords } from '../words/mail.ts'
import type { Desk } from './replica-context.tsx'

export async function watchFiles({ replica, say }: Pick<Desk, 'replica' | 'say'>): Promise<void> {
  const later = await replica.laterFiles()
  if (!later) return
  let known = await later.asked()
  const look = async () => {
    const now = await later.asked()
    const gone = known.filter(({ ticket, hash }) =>
      now.every((one) => one.ticket !== ticket || one.hash !== hash),
    )
    known = now
    for (const { ticket, hash, name } of gone) {
      const { held } = await later.of(ticket)
      if (held.has(hash)) say(mailWords.files.arrived({ name }))
      // Of a ticket that is gone nothing is said, nor of what its person let go of.
      else if (replica.row(ticket) && replica.sync().link.state === 'live')
        say(mailWords.files.lost({ name }))
    }
  }
  let turn = Promise.resolve()
  replica.onFiles(() => {
    turn = turn.then(look).catch(() => {})
  })
}
