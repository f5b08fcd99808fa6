/** The browser's own offer to install the app, kept by `main` until somebody asks for it (parts/install-offer). */
import { createSignal } from 'solid-js'

declare global {
  // Chromium alone has both (W3C Manifest Incubations).
  interface Window {
    installOffer?: Event | undefined
  }
}

type Offer = Event & { prompt(): Promise<{ outcome: string }> }

const isOffer = (event: Event | undefined): event is Offer =>
  event !== undefined && 'prompt' in event

const read = () => (isOffer(window.installOffer) ? window.installOffer : null)
const [offer, setOffer] = createSignal<Offer | null>(read())
addEventListener('beforeinstallprompt', () => queueMicrotask(() => setOffer(() => read())))

export const installPrompt = {
  isThere: () => offer() !== null,
  /** @returns whether the person took it; the browser gives each offer once */
  async ask(): Promise<boolean> {
    const taken = offer()
    window.installOffer = undefined
    setOffer(null)
    return taken !== null && (await taken.prompt()).outcome === 'accepted'
  },
}
