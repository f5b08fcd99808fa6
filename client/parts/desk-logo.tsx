/** The desk's logo in the settings: as mails show it, chosen, changed and taken away at once. Not here: where it is shown. */
import { Show } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { deskWords } from '../words/desk.ts'
import { callApi } from '../state/api.ts'
import { createAct } from '../state/create-act.ts'
import { sayBytes } from '../state/files.ts'
import { useDesk } from '../state/replica-context.tsx'
import { TroubleLine } from './trouble-line.tsx'

export const Logo = v.nullable(v.object({ hash: v.string() }))
export type Logo = v.InferOutput<typeof Logo>
const Changed = v.object({ logo: Logo })

export function DeskLogo(props: { deskName: string; logo: Logo; onChange: (logo: Logo) => void }) {
  const desk = useDesk()
  const act = createAct()
  let input: HTMLInputElement | undefined

  const change = (picture: File | null) =>
    act.run(
      () => callApi(picture ? 'PUT' : 'DELETE', '/api/desk/logo', Changed, picture ?? undefined),
      ({ logo }) => {
        props.onChange(logo)
        desk.say(logo ? deskWords.look.logoSaved : deskWords.look.logoRemoved)
      },
    )

  return (
    <div class="field" role="group" aria-label={deskWords.look.logo}>
      <span>{deskWords.look.logo}</span>
      <Show when={props.logo}>
        {(logo) => (
          <img
            class="desk-logo"
            src={`/desk-logo?v=${logo().hash.slice(0, 16)}`}
            alt={props.deskName}
          />
        )}
      </Show>
      <div class="button-row">
        <button
          type="button"
          class="button is-small"
          aria-disabled={act.isBusy()}
          onClick={() => input?.click()}
        >
          {props.logo ? deskWords.look.otherLogo : deskWords.look.addLogo}
        </button>
        <Show when={props.logo}>
          <button
            type="button"
            class="button is-small is-quiet"
            aria-disabled={act.isBusy()}
            onClick={() => void change(null)}
          >
            {deskWords.look.removeLogo}
          </button>
        </Show>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={deskWords.look.logo}
        accept="image/png,image/jpeg,image/gif"
        onChange={(event) => {
          const [picture] = event.currentTarget.files ?? []
          if (picture) void change(picture)
          // The same file may be chosen again.
          event.currentTarget.value = ''
        }}
      />
      <TroubleLine text={act.trouble()} />
      <small>
        {deskWords.look.logoHint({ bytes: sayBytes(LIMITS.logoBytes), px: LIMITS.logoPx })}
      </small>
    </div>
  )
}
