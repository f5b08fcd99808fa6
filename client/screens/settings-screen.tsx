export function SettingsScreen() {
  return <main class="page" id="main" />
}
