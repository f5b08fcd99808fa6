/** The browser of tests wants British English, whatever the machine they run on says. Before anything asks (read-words). */
if ('navigator' in globalThis)
  Object.defineProperty(navigator, 'languages', { value: ['en-GB', 'en'], configurable: true })
