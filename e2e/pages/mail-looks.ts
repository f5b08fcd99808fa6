/** Loops over many mails within one page, for which the way to the browser and back would take most of the time. */

/** In the page, so that nothing waits for the test: puts the selector and its helpers where the loops find them. */
export function installLooks(selector: string) {
  const passed = (isSo: () => boolean, what: string) =>
    new Promise<void>((done, failed) => {
      const endAt = performance.now() + 30_000
      const look = () => {
        if (isSo()) done()
        else if (performance.now() > endAt) failed(new Error(`in vain: ${what}`))
        else setTimeout(look, 5)
      }
      look()
    })
  const frame = () => document.querySelector<HTMLIFrameElement>(`${selector}[data-shown]`)
  const toggle = () =>
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 't', bubbles: true }))
  Object.assign(window, {
    looks: {
      async ticket(id: string, subject: string) {
        history.pushState(null, '', `/app/v/inbox/t/${id}`)
        dispatchEvent(new PopStateEvent('popstate'))
        const title = () => document.querySelector('.subject-button')?.textContent
        await passed(() => title() === subject && frame() !== null, subject)
      },
      /** The open mail once more, from the server. */
      async again(database: string) {
        await new Promise<void>((done, failed) => {
          const opening = indexedDB.open(database)
          opening.addEventListener('error', failed)
          opening.addEventListener('success', () => {
            const write = opening.result.transaction('blobs', 'readwrite')
            write.objectStore('blobs').clear()
            write.addEventListener('complete', () => {
              opening.result.close()
              done()
            })
          })
        })
        toggle()
        await passed(() => frame() === null, 'the mail as plain text')
        toggle()
        await passed(() => frame() !== null, 'the mail as it was sent')
      },
      /** In a frame like the app's, as it came, with nothing taken out. */
      async bare(html: string) {
        const old = document.querySelector<HTMLIFrameElement>(selector)
        const bare = old?.cloneNode()
        if (!(bare instanceof HTMLIFrameElement)) throw new Error('there is no frame')
        bare.loading = 'eager'
        await new Promise((loaded) => {
          bare.addEventListener('load', loaded, { once: true })
          old?.replaceWith(bare)
        })
        const inside = bare.contentDocument
        if (!inside) throw new Error('the frame is empty')
        // Scripts made like this run wherever scripts may.
        const range = inside.createRange()
        range.selectNodeContents(inside.body)
        inside.body.append(range.createContextualFragment(html))
        inside.querySelector<HTMLElement>('a, button')?.dispatchEvent(new MouseEvent('mouseover'))
        await new Promise((drawn) => setTimeout(drawn))
      },
    },
  })
}

/** What `installLooks` put there. */
type Looks = {
  ticket(id: string, subject: string): Promise<void>
  again(database: string): Promise<void>
  bare(html: string): Promise<void>
}
declare global {
  var looks: Looks
}
