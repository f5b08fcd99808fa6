/**
 * The desk's logo: what may be one, how large it is shown, and the part of a mail that it is. It is a blob that the settings
 * name; in a mail it goes along by Content-ID, because a mail that asks a server for it would tell when it was read.
 * Not here: where in a mail it stands (mail-look).
 */
import { FaultError, unwrap } from '../../../shared/kit/fault.ts'
import { LIMITS } from '../../../shared/kit/limits.ts'
import type { Attachment } from '../../../shared/ticket/attachment.ts'
import { bringBlob, dropClaim } from '../../commit/blob-claims.ts'
import type { CommitParts } from '../../commit/parts.ts'
import { pictureOf } from '../../egress/picture-type.ts'
import { LOGO_TYPES, type Logo, type Settings } from '../../settings/settings.ts'

/** @param bytes  null: none any more */
export async function changeLogo(parts: CommitParts, bytes: Uint8Array | null): Promise<Settings> {
  const before = parts.settings.get().logo
  const logo = bytes === null ? null : await keepLogo(parts, bytes)
  // Mails that are on their way still name the one before: brought anew, its bytes stay as long as any of them is tried.
  const old = before && before.hash !== logo?.hash ? await parts.blobs.get(before.hash) : null
  if (before && old) unwrap(await parts.blobs.put(old, before.hash))
  const after = unwrap(await parts.settings.change((settings) => ({ ...settings, logo })))
  // No sweep takes what the settings name; until here it was claimed.
  if (logo) await parts.database.write((tx) => dropClaim(tx, logo.hash))
  return after
}

async function keepLogo(parts: CommitParts, bytes: Uint8Array): Promise<Logo> {
  const found = pictureOf(bytes)
  const type = LOGO_TYPES.find((one) => one === found?.type)
  if (!found || !type)
    throw new FaultError({ code: 'kit/invalid', detail: 'a logo is a PNG, JPEG or GIF picture' })
  const { width, height } = found
  if (width > LIMITS.logoPx || height > LIMITS.logoPx)
    throw new FaultError({
      code: 'kit/too-big',
      detail: `a logo may be ${LIMITS.logoPx} pixels wide and high`,
    })
  const hash = unwrap(await bringBlob(parts, bytes))
  return { hash, type, bytes: bytes.length, width, height }
}

/** As it is shown: within a frame, and never larger than it is. */
export function shownSize(logo: Pick<Logo, 'width' | 'height'>): { width: number; height: number } {
  const { logoShownWidthPx, logoShownHeightPx } = LIMITS
  const scale = Math.min(1, logoShownWidthPx / logo.width, logoShownHeightPx / logo.height)
  const fit = (length: number) => Math.max(1, Math.round(length * scale))
  return { width: fit(logo.width), height: fit(logo.height) }
}

/** The part of a mail that it is. */
export function logoFile({ hash, type, bytes }: Logo): Attachment {
  const name = `logo.${type.slice('image/'.length).replace('jpeg', 'jpg')}`
  return { hash, name, type, bytes, inline: true, cid: `${hash.slice(0, 40)}@logo` }
}

/** The settings as a mail is made by them: without a logo whose bytes are gone, or the mail could not go. */
export async function settingsForMail(parts: CommitParts): Promise<Settings> {
  const settings = parts.settings.get()
  if (!settings.logo || (await parts.blobs.has(settings.logo.hash))) return settings
  return { ...settings, logo: null }
}
