/**
 * A browser profile on the disk, new and empty, as people have one. What a private window keeps it keeps in memory, and a
 * Chromium's database there can get slower with all it holds: ten times at 10,000 documents, in 150.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext } from '@playwright/test'
import { findChromium } from '../stage/browser.ts'

export type Profile = { browser: Browser; context: BrowserContext; close(): Promise<void> }

export type Screen = {
  viewport: { width: number; height: number }
  /** A finger instead of a mouse, and a window that is laid out as a phone's. */
  isMobile?: boolean
  hasTouch?: boolean
}

const LAPTOP: Screen = { viewport: { width: 1440, height: 900 } }

export async function openProfile(screen: Screen = LAPTOP): Promise<Profile> {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-profile-'))
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 })
  try {
    const context = await chromium.launchPersistentContext(folder, {
      ...findChromium(),
      ...screen,
      locale: 'en-GB',
    })
    const browser = context.browser()
    if (!browser) throw new Error('a profile has no browser')
    // What these files are compiled with names its functions by a call that no page knows.
    await context.addInitScript({ content: 'globalThis.__name = (it) => it' })
    const close = async () => {
      await context.close()
      await remove()
    }
    return { browser, context, close }
  } catch (error) {
    await remove()
    throw error
  }
}
