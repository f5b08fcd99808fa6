/** One held mail: its words as text, what was judged of it, its original; and the ways on from here. */
import { createSignal, For, Match, onMount, Show, Switch } from 'solid-js'
import { A } from '@solidjs/router'
import type { Fault } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { sayFault } from '../state/fault-words.ts'
import { createAct } from '../state/create-act.ts'
import {
  dismissHeld,
  originalOf,
  readHeld,
  releaseHeld,
  type HeldDetail,
  type HeldItem,
  type Released,
  type ReleaseTo,
} from '../state/held.ts'
import { sayWhyHeld } from '../state/held-words.ts'
import { sayExactly } from '../state/relative-time.ts'
import { useDesk } from '../state/replica-context.tsx'
import { deskWords } from '../words/desk.ts'
import { words } from '../words/first.ts'
import { listed } from '../words/read-words.ts'
import { Dialog } from './dialog.tsx'
import { ChoiceField, TextField } from './field.tsx'
import { FormFoot } from './form-foot.tsx'

/** @param props.onDone  it is not where it was any more */
export function HeldItemDialog(props: { item: HeldItem; onClose: () => void; onDone: () => void }) {
  const desk = useDesk()
  const [detail, setDetail] = createSignal<HeldDetail | null>(null)
  const [fault, setFault] = createSignal<Fault | null>(null)
  const [released, setReleased] = createSignal<Released | null>(null)
  const read = async (isUncovered: boolean) => {
    setFault(null)
    const answer = await readHeld(props.item.id, isUncovered)
    if (answer.ok) setDetail(answer.value)
    else setFault(answer.fault)
  }
  onMount(() => void read(false))
  const isAdmin = () => desk.info().me.role === 'admin'
  return (
    <Dialog
      title={props.item.subject || deskWords.held.noSubject}
      class="held-dialog"
      onClose={() => (released() ? props.onDone() : props.onClose())}
    >
      <div class="held-body">
        <Switch
          fallback={
            <p class="page-note" role="status">
              {deskWords.settings.loading}
            </p>
          }
        >
          <Match when={released()}>
            {(done) => (
              <div class="held-done" role="status">
                <p>{deskWords.held.released({ n: done().number })}</p>
                <A class="button is-primary" href={`/t/${done().ticket}`}>
                  {deskWords.held.openTicket({ n: done().number })}
                </A>
              </div>
            )}
          </Match>
          <Match when={detail()}>
            {(mail) => (
              <>
                <HeldFacts mail={mail()} />
                <Show when={mail().isMasked}>
                  <p class="page-trouble">{deskWords.held.masked}</p>
                </Show>
                <HeldText mail={mail()} />
                <div class="button-row">
                  <Show when={mail().isMasked && isAdmin()}>
                    <button type="button" class="button" onClick={() => void read(true)}>
                      {deskWords.held.uncover}
                    </button>
                  </Show>
                  <Show when={!mail().isMasked || isAdmin()}>
                    <a class="button" href={originalOf(props.item.id)} download="" rel="external">
                      {deskWords.held.original}
                    </a>
                  </Show>
                </div>
                <Show when={!mail().isMasked || isAdmin()}>
                  <ReleaseForm mail={mail()} onReleased={setReleased} onDismissed={props.onDone} />
                </Show>
              </>
            )}
          </Match>
          <Match when={fault()}>
            {(problem) => (
              <div class="setting">
                <p>{sayFault(problem())}</p>
                <button type="button" class="button" onClick={() => void read(false)}>
                  {words.retry}
                </button>
              </div>
            )}
          </Match>
        </Switch>
      </div>
    </Dialog>
  )
}

function HeldFacts(props: { mail: HeldDetail }) {
  return (
    <dl class="held-facts">
      <dt>{deskWords.settings.from}</dt>
      <dd dir="auto">
        {[props.mail.fromName, props.mail.from].filter(Boolean).join(' · ') ||
          deskWords.held.noSender}
      </dd>
      <dt>{deskWords.settings.to}</dt>
      <dd dir="auto">{props.mail.to}</dd>
      <dt>{deskWords.settings.when}</dt>
      <dd>{sayExactly(props.mail.at)}</dd>
      <dt>{deskWords.settings.reason}</dt>
      <dd>{sayWhyHeld(props.mail.reason)}</dd>
      <Show when={props.mail.verdicts}>
        <dt>{deskWords.held.judged}</dt>
        <dd>{props.mail.verdicts}</dd>
      </Show>
      <Show when={props.mail.attachments.length > 0}>
        <dt>{deskWords.held.files}</dt>
        <dd dir="auto">{listed(props.mail.attachments.map((file) => file.name))}</dd>
      </Show>
      <Show when={props.mail.dismissedAt}>
        {(at) => (
          <>
            <dt>{deskWords.held.dismissed}</dt>
            <dd dir="auto">{[sayExactly(at()), props.mail.why].filter(Boolean).join(' · ')}</dd>
          </>
        )}
      </Show>
    </dl>
  )
}

/** A long text scrolls by itself, also with keys. */
function HeldText(props: { mail: HeldDetail }) {
  return (
    <>
      <section
        class="held-text"
        dir="auto"
        aria-label={deskWords.held.text}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabindex="0"
      >
        {props.mail.text || deskWords.held.noText}
      </section>
      <Show when={props.mail.isCut}>
        <p class="page-note">{deskWords.held.cut}</p>
      </Show>
    </>
  )
}

function ReleaseForm(props: {
  mail: HeldDetail
  onReleased: (done: Released) => void
  onDismissed: () => void
}) {
  const desk = useDesk()
  const queues = () => desk.info().queues
  const [way, setWay] = createSignal<'queue' | 'ticket'>('queue')
  const [queue, setQueue] = createSignal(
    props.mail.queues.find((slug) => queues().some((one) => one.slug === slug)) ??
      queues()[0]?.slug ??
      '',
  )
  const [ticket, setTicket] = createSignal('')
  const [why, setWhy] = createSignal('')
  const act = createAct()
  const release = () => {
    const to: ReleaseTo =
      way() === 'queue' ? { queue: queue() } : { ticket: Number(ticket().replace(/^#/, '')) }
    void act.run(() => releaseHeld(props.mail.id, to, why().trim()), props.onReleased)
  }
  const dismiss = () =>
    act.run(
      () => dismissHeld(props.mail.id, why().trim()),
      () => {
        desk.say(deskWords.held.wasDismissed)
        props.onDismissed()
      },
    )
  return (
    <form
      class="held-form"
      aria-label={deskWords.held.release}
      onSubmit={(event) => {
        event.preventDefault()
        release()
      }}
    >
      <div class="segments" role="radiogroup" aria-label={deskWords.held.where}>
        <For each={['queue', 'ticket'] as const}>
          {(one) => (
            <label>
              <input
                type="radio"
                name="held-way"
                checked={way() === one}
                onChange={() => setWay(one)}
              />
              {deskWords.held.ways[one]}
            </label>
          )}
        </For>
      </div>
      <div class="held-fields">
        <Show
          when={way() === 'queue'}
          fallback={
            <TextField
              label={deskWords.held.number}
              required
              inputmode="numeric"
              pattern={'#?[0-9]{1,12}'}
              placeholder="#"
              value={ticket()}
              onType={setTicket}
            />
          }
        >
          <ChoiceField
            label={deskWords.held.queue}
            choices={queues().map(({ slug }) => slug)}
            chosen={queue()}
            say={(slug) => desk.queueName(slug)}
            onChoose={setQueue}
          />
        </Show>
        <TextField
          label={deskWords.held.why}
          hint={deskWords.held.whyHint}
          maxlength={LIMITS.fieldTextChars}
          required={props.mail.isMasked}
          dir="auto"
          value={why()}
          onType={setWhy}
        />
      </div>
      <FormFoot act={act} submit={deskWords.held.release}>
        <Show when={props.mail.dismissedAt === null}>
          <button
            type="button"
            class="button"
            aria-disabled={act.isBusy()}
            onClick={() => void dismiss()}
          >
            {deskWords.held.dismiss}
          </button>
        </Show>
      </FormFoot>
    </form>
  )
}
