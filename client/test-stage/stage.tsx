/** Shows the app over the stand-in replica: /test-stage/index.html?at=/app/v/inbox&tickets=40 under `vite`. */
import '../styles/index.css'
import { lazy, Suspense } from 'solid-js'
import { render } from 'solid-js/web'
import { App } from '../app.tsx'
import { showPreferences } from '../state/preferences.ts'
import { makeStandIn } from './stand-in-replica.ts'

const SignInScreen = lazy(() =>
  import('../screens/sign-in-screen.tsx').then((m) => ({ default: m.SignInScreen })),
)
const SetupScreen = lazy(() =>
  import('../screens/setup-screen.tsx').then((m) => ({ default: m.SetupScreen })),
)

const asked = new URLSearchParams(location.search)
const at = asked.get('at') ?? '/app'
const replica = makeStandIn({ tickets: Number(asked.get('tickets') ?? 40), now: Date.now() })
Object.assign(window, { stage: replica })
history.replaceState(null, '', at)
showPreferences()
const host = document.getElementById('app')
if (host) {
  if (at.startsWith('/sign-in'))
    render(
      () => (
        <Suspense>
          <SignInScreen />
        </Suspense>
      ),
      host,
    )
  else if (at.startsWith('/setup'))
    render(
      () => (
        <Suspense>
          <SetupScreen />
        </Suspense>
      ),
      host,
    )
  else render(() => <App replica={replica} />, host)
}
