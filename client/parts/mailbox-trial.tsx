/** What came of trying a mailbox: how much is in it, or what went wrong and what to do about that. A part of mailbox-dialog. */
import { Show } from 'solid-js'
import type { TrialAnswer } from '../../shared/wire/mailbox.ts'
import { faultWords } from '../words/fault.ts'
import { mailSetupWords } from '../words/mail-setup.ts'

export function MailboxTrial(props: { answer: TrialAnswer }) {
  return (
    <Show
      when={props.answer.code}
      fallback={
        <p class="mailbox-good">
          {mailSetupWords.mailbox.good({ n: props.answer.messages })}
          <Show when={!props.answer.hasIdle}> {mailSetupWords.mailbox.noIdle}</Show>
        </p>
      }
    >
      {(code) => (
        <p class="page-trouble">
          {faultWords[code()]} {mailSetupWords.mailbox.whatToDo[code()]}
          <Show when={props.answer.detail}>
            {(detail) => (
              <>
                {' '}
                <q dir="auto">{detail()}</q>
              </>
            )}
          </Show>
        </p>
      )}
    </Show>
  )
}
