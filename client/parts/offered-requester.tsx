/** Whose mail was forwarded may become whose ticket it is: offered, asked about once more, decided by the server. */
import { Show } from 'solid-js'
import { v } from '../../shared/kit/schema.ts'
import type { Message, Requester } from '../../shared/ticket/ticket.ts'
import { mailWords } from '../words/mail.ts'
import { callApi } from '../state/api.ts'
import { createAct } from '../state/create-act.ts'
import { useDesk } from '../state/replica-context.tsx'
import { SureButton } from './sure-button.tsx'
import { TroubleLine } from './trouble-line.tsx'

const Done = v.object({ version: v.number() })

export function OfferedRequester(props: {
  ticket: string
  message: Message
  requester: Pick<Requester, 'name' | 'address'>
}) {
  const desk = useDesk()
  const act = createAct()
  const offered = () => {
    const author = props.message.forwarded?.from
    return author && author.address !== props.requester.address ? author : null
  }
  const put = (name: string, email: string) =>
    act.run(
      () => callApi('PUT', `/api/tickets/${props.ticket}/requester`, Done, { name, email }),
      () => desk.say(mailWords.offer.done({ name: name || email })),
    )
  return (
    <Show when={offered()}>
      {(author) => (
        <div class="message-tools offered">
          <SureButton
            text={mailWords.offer.act({ name: author().name || author().address })}
            ask={mailWords.offer.ask({ address: author().address, former: props.requester.name })}
            isBusy={act.isBusy()}
            onSure={() => void put(author().name, author().address)}
          />
          <TroubleLine text={act.trouble()} />
        </div>
      )}
    </Show>
  )
}
