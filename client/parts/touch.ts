/** What a list does for fingers, fetched as one where there are any. Not here: how (finger, swipe). */
import { watchFinger } from './finger.ts'
import { watchSwipes, type Swipe } from './swipe.ts'

/** @returns stops it */
export function watchTouch(
  list: HTMLElement,
  onFinger: (isThere: boolean) => void,
  onSwipe: (id: string, swipe: Swipe) => void,
): () => void {
  const ends = [watchFinger(list, onFinger), watchSwipes(list, onSwipe)]
  return () => ends.forEach((end) => end())
}
