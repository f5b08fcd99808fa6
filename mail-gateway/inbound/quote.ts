export function visibleText(text: string): string {
  return text
}
