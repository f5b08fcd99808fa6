/**
 * Pages of a PDF as pictures and as plain words. It is taken apart in a thread of its own that can reach nothing; scripts,
 * forms and links in it do nothing here. Some files need tables or a decoder that come from the desk when asked for.
 */
import { getDocument, PDFWorker, type PDFPageProxy } from 'pdfjs-dist'
import jbig2 from 'pdfjs-dist/wasm/jbig2.wasm?url&no-inline'
import openjpeg from 'pdfjs-dist/wasm/openjpeg.wasm?url&no-inline'

export type Pdf = {
  pages: number
  /**
   * Draws a page, from 1, so many CSS pixels wide.
   * @returns its words, in the order of the file
   */
  draw(page: number, canvas: HTMLCanvasElement, width: number): Promise<string>
  close(): void
}

export type PdfFault = 'locked' | 'unreadable'

/** A file that takes longer says nothing useful any more. */
const OPEN_MS_MAX = 20_000
/** Of one page on the screen, and of one picture in the file, in pixels. */
const PIXELS_MAX = 16_000_000
const PICTURE_PIXELS_MAX = 40_000_000
/** Screens with more show no more of it. */
const DENSITY_MAX = 2

const DECODERS: Readonly<Record<string, string>> = {
  'jbig2.wasm': jbig2,
  'openjpeg.wasm': openjpeg,
}
/** How codes of East Asian writing map to signs (Adobe's predefined CMaps), by name. */
const CMAPS = import.meta.glob<string>('../../node_modules/pdfjs-dist/cmaps/*.bcmap', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
})

/** Asked by the thread, through this page: it has no way to the network. */
class PartsFromDesk {
  async fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    const cmap = CMAPS[`../../node_modules/pdfjs-dist/cmaps/${filename}`]
    const url = kind === 'cMapUrl' ? cmap : DECODERS[filename]
    if (url === undefined) throw new Error(`there is no ${filename}`)
    const response = await fetch(url)
    if (!response.ok) throw new Error(`${filename}: ${response.status}`)
    return new Uint8Array(await response.arrayBuffer())
  }
}

export async function openPdf(bytes: Uint8Array): Promise<Pdf | PdfFault> {
  const thread = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' })
  const worker = PDFWorker.create({ port: thread })
  const loading = getDocument({
    data: bytes,
    worker,
    BinaryDataFactory: PartsFromDesk,
    useWorkerFetch: false,
    // Only that there are some: who fetches them is the factory.
    wasmUrl: '/',
    cMapUrl: '/',
    cMapPacked: true,
    isEvalSupported: false,
    enableXfa: false,
    maxImageSize: PICTURE_PIXELS_MAX,
    canvasMaxAreaInBytes: PIXELS_MAX * 4,
    verbosity: 0,
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const close = () => {
    clearTimeout(timer)
    void loading.destroy().catch(() => {})
    thread.terminate()
  }
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it takes too long')), OPEN_MS_MAX)
  })
  try {
    const file = await Promise.race([loading.promise, tooLong])
    clearTimeout(timer)
    return {
      pages: file.numPages,
      async draw(number, canvas, width) {
        const page = await file.getPage(number)
        await paint(page, canvas, width)
        return wordsOf(page)
      },
      close,
    }
  } catch (error) {
    close()
    return error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'unreadable'
  }
}

async function paint(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number): Promise<void> {
  const whole = page.getViewport({ scale: 1 })
  const density = Math.min(window.devicePixelRatio || 1, DENSITY_MAX)
  const most = Math.sqrt(PIXELS_MAX / (whole.width * whole.height))
  const viewport = page.getViewport({ scale: Math.min((width * density) / whole.width, most) })
  canvas.width = Math.max(1, Math.floor(viewport.width))
  canvas.height = Math.max(1, Math.floor(viewport.height))
  await page.render({ canvas, viewport }).promise
}

async function wordsOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent()
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
}
