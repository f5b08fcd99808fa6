/** What kind of keyboard this is, for showing keys only. */
export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform)
}
