/** One domain the desk writes from: what was found of its records, what to publish, and its keys. */
import { For, Show } from 'solid-js'
import {
  sayFinding,
  stateOfFinding,
  titleOfFinding,
  worstState,
  type FindingState,
} from '../../shared/wire/domain-findings.ts'
import {
  MailDomain as Domain,
  RECORD_KINDS,
  type DomainKey,
  type Finding,
  type RecordKind,
} from '../../shared/wire/mail-domains.ts'
import { callApi } from '../state/api.ts'
import { createAct } from '../state/create-act.ts'
import { sayAgo, sayExactly } from '../state/relative-time.ts'
import { useDesk } from '../state/replica-context.tsx'
import { mailSetupWords } from '../words/mail-setup.ts'
import { listed } from '../words/read-words.ts'
import { DnsRecordCard } from './dns-record.tsx'
import { Icon, type IconName } from './icon.tsx'
import { TroubleLine } from './trouble-line.tsx'

const MARKS: Record<FindingState, IconName> = {
  good: 'check',
  advice: 'info',
  bad: 'attention',
  unknown: 'waiting',
}

export function MailDomainCard(props: { domain: Domain; onChange: (domain: Domain) => void }) {
  const desk = useDesk()
  const act = createAct()
  const change = (path: string, body: object, done: string) => {
    const url = `/api/mail-domains/${encodeURIComponent(props.domain.domain)}${path}`
    void act.run(
      () => callApi('POST', url, Domain, body),
      (domain) => {
        props.onChange(domain)
        desk.say(done)
      },
    )
  }
  const signed = () => {
    if (props.domain.signer === 'relay') return mailSetupWords.domains.relaySigns
    return props.domain.isSigned ? mailSetupWords.domains.signed : mailSetupWords.domains.notSigned
  }
  const kinds = () =>
    RECORD_KINDS.map((kind) => ({
      kind,
      records: props.domain.records.filter((record) => record.kind === kind),
      findings: props.domain.findings.filter((finding) => finding.kind === kind),
    }))
  return (
    <article class="mail-domain" aria-label={props.domain.domain}>
      <header>
        <div>
          <h3>{props.domain.domain}</h3>
          <p class="muted">{listed(props.domain.addresses)}</p>
          <p class="muted">
            {signed()}{' '}
            <Show when={props.domain.checkedAt} fallback={mailSetupWords.domains.notChecked}>
              {(at) => (
                <span title={sayExactly(at())}>
                  {mailSetupWords.domains.checked({ ago: sayAgo(at(), desk.clock.minute()) })}
                </span>
              )}
            </Show>
          </p>
        </div>
        <button
          type="button"
          class="button is-primary"
          disabled={act.isBusy()}
          onClick={() =>
            change('/check', {}, mailSetupWords.domains.wasChecked({ domain: props.domain.domain }))
          }
        >
          {act.isBusy() ? mailSetupWords.domains.checking : mailSetupWords.domains.check}
        </button>
      </header>
      <TroubleLine text={act.trouble()} />
      <For each={kinds()}>
        {({ kind, records, findings }) => (
          <section class="domain-part">
            <h4>
              {mailSetupWords.domains.kinds[kind]}
              <Show when={findings.length > 0}>
                <StateMark state={worstState(findings)} />
              </Show>
            </h4>
            <p class="muted">{aboutKind(kind, records.length)}</p>
            <ul>
              <For each={findings}>{(finding) => <FindingLine finding={finding} />}</For>
            </ul>
            <For each={records}>{(record) => <DnsRecordCard record={record} />}</For>
            <Show when={kind === 'dkim' && props.domain.keys.length > 0}>
              <Keys
                keys={props.domain.keys}
                isBusy={act.isBusy()}
                onRotate={() => change('/keys', {}, mailSetupWords.domains.rotated)}
                onVouch={({ selector, isVouched }) =>
                  change(
                    `/keys/${selector}`,
                    { isVouched: !isVouched },
                    isVouched ? mailSetupWords.domains.unvouched : mailSetupWords.domains.vouched,
                  )
                }
              />
            </Show>
          </section>
        )}
      </For>
    </article>
  )
}

function aboutKind(kind: RecordKind, count: number): string {
  if (kind === 'mx' && count === 0) return mailSetupWords.domains.noHost
  return mailSetupWords.domains.about[kind]
}

function StateMark(props: { state: FindingState }) {
  return (
    <span class="state-mark" data-state={props.state}>
      <Icon name={MARKS[props.state]} />
      {mailSetupWords.domains.states[props.state]}
    </span>
  )
}

export function FindingLine(props: { finding: Finding }) {
  return (
    <li class="finding" data-state={stateOfFinding(props.finding)}>
      <Icon name={MARKS[stateOfFinding(props.finding)]} />
      <span>
        <strong>{titleOfFinding(props.finding)}.</strong> {sayFinding(props.finding)}{' '}
        <code class="finding-code">{props.finding.code}</code>
      </span>
    </li>
  )
}

function Keys(props: {
  keys: readonly DomainKey[]
  isBusy: boolean
  onRotate: () => void
  onVouch: (key: DomainKey) => void
}) {
  const sayState = (key: DomainKey) =>
    key.state === 'retired' && key.removableAt !== null
      ? mailSetupWords.domains.retired({ day: sayExactly(key.removableAt) })
      : mailSetupWords.domains.keyStates[key.state]
  return (
    <details class="table-fold">
      <summary>{mailSetupWords.domains.keys}</summary>
      <ul class="domain-keys">
        <For each={props.keys}>
          {(key) => (
            <li>
              <span>
                <code dir="ltr">{key.selector}</code>{' '}
                <span class="muted">
                  {mailSetupWords.domains.algorithms[key.algorithm]} · {sayState(key)}
                </span>
              </span>
              <Show when={key.isVouched || key.state === 'waiting'}>
                <button
                  type="button"
                  class="button"
                  disabled={props.isBusy}
                  onClick={() => props.onVouch(key)}
                >
                  {key.isVouched ? mailSetupWords.domains.unvouch : mailSetupWords.domains.vouch}
                </button>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <p class="muted">{mailSetupWords.domains.vouchHint}</p>
      <div class="setting">
        <button
          type="button"
          class="button"
          disabled={props.isBusy}
          onClick={() => props.onRotate()}
        >
          {mailSetupWords.domains.rotate}
        </button>
        <p>{mailSetupWords.domains.rotateHint}</p>
      </div>
    </details>
  )
}
