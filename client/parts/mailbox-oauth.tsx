/**
 * How the desk signs in to a mailbox by OAuth 2: whom it asks for a token, as whom, and with which secrets, which only go in.
 * A part of mailbox-dialog.
 */
import { Show } from 'solid-js'
import type { MailboxSettings, OAuthClient } from '../../shared/wire/mailbox.ts'
import { mailSetupWords } from '../words/mail-setup.ts'
import { TextField } from './field.tsx'

/** As the large providers document them. */
const TOKEN_URLS = {
  google: 'https://oauth2.googleapis.com/token',
  microsoft: 'https://login.microsoftonline.com/…/oauth2/v2.0/token',
}
const SCOPES = {
  'refresh-token': 'https://outlook.office.com/IMAP.AccessAsUser.All offline_access',
  'client-credentials': 'https://outlook.office365.com/.default',
}

export function MailboxOAuth(props: {
  signIn: Exclude<MailboxSettings['signIn'], 'password'>
  client: OAuthClient
  secret: string
  token: string
  /** The server has the secrets: empty fields leave them. */
  isKept: boolean
  onClient: (over: Partial<OAuthClient>) => void
  onSecret: (text: string) => void
  onToken: (text: string) => void
}) {
  return (
    <>
      <TextField
        label={mailSetupWords.mailbox.tokenUrl}
        hint={mailSetupWords.mailbox.tokenUrlHint(TOKEN_URLS)}
        type="url"
        required
        maxlength={1_000}
        autocomplete="off"
        value={props.client.tokenUrl}
        onType={(tokenUrl) => props.onClient({ tokenUrl })}
      />
      <TextField
        label={mailSetupWords.mailbox.clientId}
        required
        maxlength={320}
        autocomplete="off"
        value={props.client.clientId}
        onType={(clientId) => props.onClient({ clientId })}
      />
      <SecretField
        label={mailSetupWords.mailbox.clientSecret}
        isKept={props.isKept}
        value={props.secret}
        onType={props.onSecret}
      />
      <Show when={props.signIn === 'refresh-token'}>
        <SecretField
          label={mailSetupWords.mailbox.refreshToken}
          isKept={props.isKept}
          value={props.token}
          onType={props.onToken}
        />
      </Show>
      <TextField
        label={mailSetupWords.mailbox.scope}
        hint={mailSetupWords.mailbox.scopeHint({ microsoft: SCOPES[props.signIn] })}
        maxlength={1_000}
        autocomplete="off"
        value={props.client.scope}
        onType={(scope) => props.onClient({ scope })}
      />
    </>
  )
}

function SecretField(props: {
  label: string
  isKept: boolean
  value: string
  onType: (text: string) => void
}) {
  return (
    <TextField
      label={props.label}
      hint={props.isKept ? mailSetupWords.mailbox.tokenKept : mailSetupWords.mailbox.tokenHint}
      type="password"
      autocomplete="new-password"
      maxlength={8_000}
      value={props.value}
      onType={props.onType}
    />
  )
}
