/**
 * What may be done with a file that somebody sent, by its name and type: shown here, or only saved, and with which
 * warning. A name decides against a file, never for it: what runs on a computer goes by its last extension. Pure.
 */
import type { Attachment } from '../../shared/ticket/attachment.ts'

export type Danger = 'program' | 'macros' | 'page' | 'packed'
export type Preview = 'picture' | 'text' | 'pages' | 'event' | 'contact'
export type FileKind = { danger: Danger | null; preview: Preview | null }

/** Larger ones are only saved. */
export const PREVIEW_BYTES_MAX = {
  picture: 4 << 20,
  text: 256 << 10,
  pages: 20 << 20,
  event: 256 << 10,
  contact: 256 << 10,
}

const EXTENSIONS: Record<Danger, string> = {
  program:
    'ade adp app appimage appinstaller application appref-ms appx apk bat bin chm cmd com command cpl crx csh deb desktop diagcab dll dmg drv exe fxp gadget hta img inf ins iqy iso isp jar jnlp js jse ksh lib library-ms lnk mad maf mam mda mdb mde mdt mdw mdz mht mhtml msc msh msh1 msh2 mshxml msi msix msp mst msu ocx one ops osd pcd pif pkg pl plg ppkg prf prg printerexport ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 psdm1 psm1 pst py pyc pyw rb reg rgs rpm run scf scr sct search-ms settingcontent-ms sh shb shs slk sys theme themepack tmp url vb vbe vbp vbs vhd vhdx vsmacros vsw vxd webloc wim ws wsb wsc wsf wsh xbap xll xnk xpi',
  macros:
    'docm dotm xlsm xltm xlsb xlam pptm potm ppsm ppam sldm doc dot xls xlt xla ppt pot pps ppa pub odm otm rtf wpd',
  page: 'htm html xhtml xht shtml svg svgz xml xsl xslt xaml mml swf pdfxml',
  packed: 'zip 7z rar tar gz tgz bz2 xz zst cab ace arj lha lzh z',
}
const DANGERS = new Map<string, Danger>()
for (const danger of ['packed', 'page', 'macros', 'program'] as const)
  for (const extension of EXTENSIONS[danger].split(' ')) DANGERS.set(extension, danger)

const TYPES: readonly [RegExp, Danger][] = [
  [
    /(?:x-msdownload|x-dosexec|x-executable|x-sharedlib|x-mach-binary|x-msi|x-sh\b|x-bat|x-ms-shortcut|java-archive|javascript|ecmascript|hta|x-iso9660|x-apple-diskimage|android\.package|vbscript)/,
    'program',
  ],
  [/macroenabled|msword|ms-excel|ms-powerpoint|application\/rtf|text\/rtf/, 'macros'],
  [/html|svg|[/+]xml\b|shockwave/, 'page'],
  [/\/(?:x-)?(?:zip|7z|rar|tar|gzip|bzip)/, 'packed'],
]

/** Raster types a browser shows without running anything. */
const PICTURES = /^image\/(?:png|jpeg|jpg|gif|webp|avif|bmp)$/
const TEXTS =
  /^(?:text\/(?:plain|csv|tab-separated-values|markdown|x-log|x-diff|x-patch)|application\/(?:json|x-ndjson))$/
const TEXT_EXTENSIONS =
  /^(?:txt|text|log|csv|tsv|md|json|ndjson|diff|patch|ini|conf|yml|yaml|toml)$/

export function kindOfFile(file: Pick<Attachment, 'name' | 'type' | 'bytes'>): FileKind {
  const extension = extensionOf(file.name)
  const type = file.type.toLowerCase().split(';')[0]?.trim() ?? ''
  const danger =
    DANGERS.get(extension) ?? TYPES.find(([pattern]) => pattern.test(type))?.[1] ?? null
  if (danger !== null) return { danger, preview: null }
  const preview = previewOf(type, extension)
  const isSmall = preview !== null && file.bytes <= PREVIEW_BYTES_MAX[preview]
  return { danger, preview: isSmall ? preview : null }
}

function previewOf(type: string, extension: string): Preview | null {
  if (PICTURES.test(type)) return 'picture'
  if (type === 'application/pdf') return 'pages'
  if (type === 'text/calendar' || type === 'application/ics' || extension === 'ics') return 'event'
  if (/^text\/(?:x-)?vcard$/.test(type) || type === 'text/directory' || extension === 'vcf')
    return 'contact'
  if (TEXTS.test(type)) return 'text'
  const isUnknown = type === '' || type === 'application/octet-stream'
  if (isUnknown && extension === 'pdf') return 'pages'
  return isUnknown && TEXT_EXTENSIONS.test(extension) ? 'text' : null
}

/** Looked at in a window of its own, one after the other. */
export const isLookedAt = (file: Pick<Attachment, 'name' | 'type' | 'bytes'>): boolean =>
  ['picture', 'text', 'pages'].includes(kindOfFile(file).preview ?? '')

/** What a computer goes by: the last one, whatever stands before it, and without what some systems cut from the end. */
function extensionOf(name: string): string {
  const plain = name.replace(/[\s.\u200b-\u200f\u202a-\u202e\u2066-\u2069]+$/u, '').toLowerCase()
  const dot = plain.lastIndexOf('.')
  return dot < 0
    ? ''
    : plain.slice(dot + 1).replace(/[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
}
