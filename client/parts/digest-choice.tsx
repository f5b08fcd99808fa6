/** Whether the figures of each month come by mail: leads and admins say so for themselves. */
import { Show } from 'solid-js'
import { v } from '../../shared/kit/schema.ts'
import { callApi } from '../state/api.ts'
import { createAnswer } from '../state/create-answer.ts'
import { sayFault } from '../state/fault-words.ts'
import { useDesk } from '../state/replica-context.tsx'
import { CheckBox } from './field.tsx'
import { reportWords } from '../words/report.ts'

const Choice = v.object({ isWanted: v.boolean() })
const PATH = '/api/me/digest'

export function DigestChoice() {
  const desk = useDesk()
  const choice = createAnswer(
    () => PATH,
    async (path) => {
      const asked = await callApi('GET', path, Choice)
      return asked.ok ? asked.value : null
    },
  )
  const choose = async (isWanted: boolean) => {
    const done = await callApi('PUT', PATH, Choice, { isWanted })
    if (done.ok) choice.set(done.value)
    else desk.say(sayFault(done.fault))
  }
  return (
    <Show when={choice()}>
      {(now) => (
        <p class="report-digest no-print">
          <CheckBox
            label={reportWords.digest}
            isOn={now().isWanted}
            onChange={(isWanted) => void choose(isWanted)}
          />
        </p>
      )}
    </Show>
  )
}
