/**
 * The files of the reply or note on screen: what it names, and how far each is on its way to the server, from here or from
 * the device of whoever added it. Not here: the bytes (replica/reply-files), how it looks (parts/reply-files).
 */
import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { addFile, readFiles, removeFile } from '../../shared/ticket/draft-doc.ts'
import { filesOfReply } from '../../shared/ticket/draft-picture.ts'
import { mailWords } from '../words/mail.ts'
import type { FileState, OpenDraft } from '../replica/api.ts'
import { sayBytes } from './files.ts'
import type { Desk } from './replica-context.tsx'

/** How often the server is asked for files that others added, as long as some are not there. */
const LOOK_MS = 4_000

/**
 * `waiting`: only on this device. `elsewhere`: still with whoever added it. `unknown`: nobody could be asked yet.
 * `there`: the server has it.
 */
export type DraftFile = {
  file: Attachment
  state: 'waiting' | 'refused' | 'elsewhere' | 'unknown' | 'there'
  /** While it is on its way from here: how much has gone, from 0 to 1. */
  share: number | null
  detail: string | null
}

export type FileSignals = {
  files: Accessor<readonly DraftFile[]>
  /** Files are being read into this device. */
  isAdding: Accessor<boolean>
  add(files: readonly File[]): Promise<void>
  /** To stand in the text. @returns its hash, for who puts it there; null: it could not be kept, and that was said */
  addPicture(file: File): Promise<string | null>
  /** What the draft says of a file, also one that only stood in its text once. */
  find(hash: string): Attachment | null
  /** The bytes, from here or from the server. */
  load(hash: string): Promise<Blob | null>
  remove(hash: string): void
  /** Brings those again that the server refused. */
  retry(): void
  /** Why it cannot go with its files, in words; null: it can, and waits for those that are on their way. */
  trouble(): string | null
}

/** What names them. */
export type FileNames = {
  /** Those that go. */
  list(): readonly Attachment[]
  find(hash: string): Attachment | null
  add(file: Attachment): Result<void>
  remove(hash: string): void
  onChange(hear: () => void): () => void
}

/** The draft of a reply as what names its files. */
type FilesDraft = Pick<OpenDraft, 'doc' | 'onChange'>

type Options = {
  /** '': of a ticket that is not opened yet. */
  ticket: Accessor<string>
  /** Says what went wrong; in the line of the app where it is left out. */
  say?: (sentence: string) => void
}

const namesIn = ({ doc, onChange }: FilesDraft): FileNames => ({
  list: () => filesOfReply(doc),
  find: (hash) => readFiles(doc).find((file) => file.hash === hash) ?? null,
  add: (file) => addFile(doc, file),
  remove: (hash) => removeFile(doc, hash),
  onChange,
})

export function createFiles(
  desk: Desk,
  { draft, ...options }: Options & { draft: Accessor<FilesDraft | null> },
): FileSignals {
  const names = createMemo(() => {
    const opened = draft()
    return opened && namesIn(opened)
  })
  return createNamedFiles(desk, { ...options, names })
}

export function createNamedFiles(
  desk: Desk,
  options: Options & { names: Accessor<FileNames | null> },
): FileSignals {
  const say = options.say ?? desk.say
  const { replica } = desk
  const [named, setNamed] = createSignal<readonly Attachment[]>([])
  const [own, setOwn] = createSignal<ReadonlyMap<string, FileState>>(new Map())
  const [onServer, setOnServer] = createSignal<ReadonlySet<string> | null>(null)
  /** How much is being read: two may overlap. */
  const [addings, setAddings] = createSignal(0)
  const isAdding = () => addings() > 0

  createEffect(
    on([options.ticket, options.names], ([ticket, names]) => {
      setNamed([])
      setOwn(new Map())
      setOnServer(null)
      if (!names) return
      let isOver = false
      let timer: ReturnType<typeof setTimeout> | undefined
      const readOwn = async () => {
        const states = await replica.files(ticket)
        if (!isOver) setOwn(new Map(states.map((state) => [state.hash, state])))
      }
      const isOpen = ({ hash }: Attachment) => !own().has(hash) && !onServer()?.has(hash)
      const ask = async () => {
        clearTimeout(timer)
        timer = undefined
        await readOwn()
        if (isOver || !named().some(isOpen)) return
        // Those of a ticket that is not opened yet are this device's alone.
        const answer = ticket === '' ? ok([]) : await replica.filesOnServer(ticket)
        if (isOver) return
        setOnServer(answer.ok ? new Set(answer.value) : null)
        if (named().some(isOpen)) timer ??= setTimeout(() => void ask(), LOOK_MS)
      }
      const read = () => {
        const now = names.list()
        if (JSON.stringify(now) === JSON.stringify(named())) return
        setNamed(now)
        void ask()
      }
      const stops = [
        names.onChange(read),
        replica.onFiles((changed) => {
          if (changed === ticket) void readOwn()
        }),
      ]
      read()
      onCleanup(() => {
        isOver = true
        clearTimeout(timer)
        for (const stop of stops) stop()
      })
    }),
  )

  const files = () => named().map((file) => withState(file, own().get(file.hash), onServer()))

  async function add(chosen: readonly File[]): Promise<void> {
    const names = options.names()
    if (!names || chosen.length === 0) return
    const ticket = options.ticket()
    await adding(async () => {
      for (const one of chosen) {
        const kept = await keep(ticket, names, one)
        const added = typeof kept === 'string' ? null : names.add(kept)
        if (typeof kept === 'string') say(kept)
        else if (added?.ok === false) say(mailWords.replyFiles.unread({ name: one.name }))
      }
    })
  }

  async function addPicture(file: File): Promise<string | null> {
    const names = options.names()
    if (!names) return null
    const ticket = options.ticket()
    return adding(async () => {
      const kept = await keep(ticket, names, file)
      if (typeof kept === 'string') {
        say(kept)
        return null
      }
      // Attached by somebody already, it stays attached when it goes from the text.
      if (!names.find(kept.hash)) names.add({ ...kept, inline: true })
      return kept.hash
    })
  }

  async function adding<T>(work: () => Promise<T>): Promise<T> {
    setAddings((count) => count + 1)
    try {
      return await work()
    } finally {
      setAddings((count) => count - 1)
    }
  }

  /** @returns why not, in words */
  async function keep(ticket: string, names: FileNames, file: File): Promise<Attachment | string> {
    const there = names.list()
    if (there.length >= LIMITS.replyFiles)
      return mailWords.replyFiles.tooMany({ n: LIMITS.replyFiles })
    const bytes = there.reduce((sum, one) => sum + one.bytes, file.size)
    if (bytes > LIMITS.replyFilesBytes)
      return mailWords.replyFiles.tooLarge({
        name: file.name,
        most: sayBytes(LIMITS.replyFilesBytes),
      })
    const kept = await replica.addFile(ticket, { name: file.name, type: file.type, blob: file })
    if (kept.ok && file.size >= LIMITS.largeFileBytes && desk.sync.status().link.state !== 'live')
      say(mailWords.replyFiles.largeOffline({ name: file.name, size: sayBytes(file.size) }))
    if (!kept.ok)
      return kept.fault.code === 'kit/storage'
        ? mailWords.replyFiles.noRoom({ name: file.name })
        : mailWords.replyFiles.unread({ name: file.name })
    return kept.value
  }

  return {
    files,
    isAdding,
    add,
    addPicture,
    find: (hash) => options.names()?.find(hash) ?? null,
    async load(hash) {
      const bytes = await replica.blob(options.ticket(), hash)
      return bytes.ok ? bytes.value : null
    },
    remove: (hash) => options.names()?.remove(hash),
    retry: () => void replica.retryFiles(options.ticket()),
    trouble() {
      if (isAdding()) return mailWords.replyFiles.adding
      const stuck = files().find(({ state }) => state === 'refused' || state === 'elsewhere')
      if (!stuck) return null
      const { file, state } = stuck
      return state === 'refused'
        ? mailWords.replyFiles.refusedSend({ name: file.name })
        : mailWords.replyFiles.elsewhereSend({ name: file.name })
    },
  }
}

function withState(
  file: Attachment,
  own: FileState | undefined,
  onServer: ReadonlySet<string> | null,
): DraftFile {
  const { share = null, detail = null } = own ?? {}
  if (own) return { file, state: own.state === 'up' ? 'there' : own.state, share, detail }
  if (!onServer) return { file, state: 'unknown', share, detail }
  return { file, state: onServer.has(file.hash) ? 'there' : 'elsewhere', share, detail }
}
