/** One record to publish, as a name server's form asks for it: its name, type and value, each to be copied. */
import { Show } from 'solid-js'
import type { DnsRecord } from '../../shared/wire/mail-domains.ts'
import { useDesk } from '../state/replica-context.tsx'
import { mailSetupWords } from '../words/mail-setup.ts'
import { words } from '../words/first.ts'
import { Icon } from './icon.tsx'

export function DnsRecordCard(props: { record: DnsRecord }) {
  return (
    <dl class="dns-record">
      <div>
        <dt>{mailSetupWords.domains.type}</dt>
        <dd>
          {props.record.type}
          <Show when={props.record.isOptional}>
            <span class="muted"> · {mailSetupWords.domains.optional}</span>
          </Show>
        </dd>
      </div>
      <Line name={mailSetupWords.domains.recordName} value={props.record.name} />
      <Line name={mailSetupWords.domains.recordValue} value={props.record.value} />
    </dl>
  )
}

function Line(props: { name: string; value: string }) {
  const desk = useDesk()
  const copy = () =>
    navigator.clipboard.writeText(props.value).then(
      () => desk.say(words.copied),
      // Not over plain http: then it is marked, to be copied by hand.
      () => mark(),
    )
  let code: HTMLElement | undefined
  const mark = () => {
    if (code) getSelection()?.selectAllChildren(code)
  }
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        <code ref={(element) => (code = element)} dir="ltr">
          {props.value}
        </code>
        <button
          type="button"
          class="icon-button"
          aria-label={mailSetupWords.domains.copy({
            what: props.name,
            value: props.value.slice(0, 40),
          })}
          title={mailSetupWords.domains.copyShort}
          onClick={() => void (navigator.clipboard ? copy() : mark())}
        >
          <Icon name="M5.5 5.5h7.5v8H5.5zM10.5 5.5v-3H3v8h2.5" />
        </button>
      </dd>
    </div>
  )
}
