/** One line above the app that says what is wrong with mail, to be put aside until it is over. Lazy: hardly ever needed. */
import { Show } from 'solid-js'
import '../styles/mail-bar.css'
import type { MailTrouble } from '../../shared/wire/mail-trouble.ts'
import { sayClock, sayDate } from '../state/relative-time.ts'
import { deskWords } from '../words/desk.ts'
import { words } from '../words/first.ts'
import { Icon } from './icon.tsx'

export type MailBarProps = {
  trouble: MailTrouble
  /** Epoch ms, by the server's clock. */
  now: number
  /** Of admins: where what waits is listed. */
  sentMail: string | null
  onHide: (kind: 'away' | 'certificate') => void
  onGo: (path: string) => void
}

export function MailBar(props: MailBarProps) {
  const kind = (): 'away' | 'certificate' | null =>
    props.trouble.awaySince !== null ? 'away' : props.trouble.certificate ? 'certificate' : null
  return (
    <Show when={kind()}>
      {(shown) => (
        <div class="mail-bar">
          <Icon name="attention" size={16} />
          <p>
            {sayTrouble(props.trouble, props.now)}
            <Show when={shown() === 'away' && props.sentMail}>
              {(path) => (
                <a
                  href={path()}
                  onClick={(event) => {
                    event.preventDefault()
                    props.onGo(path())
                  }}
                >
                  {deskWords.settings.sent}
                </a>
              )}
            </Show>
          </p>
          <button
            type="button"
            class="icon-button"
            aria-label={words.close}
            title={words.close}
            onClick={() => props.onHide(shown())}
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      )}
    </Show>
  )
}

/** The relay first: replies wait for it. */
function sayTrouble({ awaySince, certificate }: MailTrouble, now: number): string {
  const said = deskWords.mailTrouble
  if (awaySince !== null) return said.away({ time: sayClock(awaySince, now) })
  if (!certificate) return ''
  const { endsAt } = certificate
  if (endsAt === null) return said.certificateBad
  const day = sayDate(endsAt, now)
  return endsAt > now ? said.certificateEnds({ day }) : said.certificateEnded({ day })
}
