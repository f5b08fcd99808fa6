/** The domains the desk writes from, as the server knows them. Asked when shown; name servers only when somebody says so. */
import { createSignal, For, Match, onMount, Switch } from 'solid-js'
import type { Fault } from '../../shared/kit/fault.ts'
import { MailDomains, type MailDomain } from '../../shared/wire/mail-domains.ts'
import { callApi } from '../state/api.ts'
import { deskWords } from '../words/desk.ts'
import { mailSetupWords } from '../words/mail-setup.ts'
import { MailDomainCard } from './mail-domain.tsx'
import { ServerTrouble } from './server-trouble.tsx'

export function MailDomainSettings() {
  const [domains, setDomains] = createSignal<readonly MailDomain[] | null>(null)
  const [fault, setFault] = createSignal<Fault | null>(null)
  const load = async () => {
    const answer = await callApi('GET', '/api/mail-domains', MailDomains)
    setFault(answer.ok ? null : answer.fault)
    if (answer.ok) setDomains(answer.value.domains)
  }
  onMount(() => void load())
  const change = (changed: MailDomain) =>
    setDomains(
      (known) => known?.map((one) => (one.domain === changed.domain ? changed : one)) ?? null,
    )
  return (
    <section class="settings-section">
      <h2>{deskWords.settings.domains}</h2>
      <p class="muted">{mailSetupWords.domains.lead}</p>
      <Switch
        fallback={
          <p class="page-note" role="status">
            {deskWords.settings.loading}
          </p>
        }
      >
        <Match when={domains()?.length === 0}>
          <p class="muted">{mailSetupWords.domains.none}</p>
        </Match>
        <Match when={domains()}>
          {(all) => (
            <For each={all()}>
              {(domain) => <MailDomainCard domain={domain} onChange={change} />}
            </For>
          )}
        </Match>
        <Match when={fault()}>
          <ServerTrouble fault={fault()} onRetry={() => void load()} />
        </Match>
      </Switch>
    </section>
  )
}
