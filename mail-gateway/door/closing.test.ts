/** How the door closes: nobody is let in, nobody begins, and what was being sent is kept. */
import { afterEach, expect, test } from 'vitest'
import { beginData, HELLO, openDoorStage, type DoorStage } from '../test-stage/door-stage.ts'

let stage: DoorStage | null = null
afterEach(async () => {
  await stage?.remove()
  stage = null
})

test('[MR3] at shutdown who is idle and who begins is told 421; what is in DATA finishes and is kept', async () => {
  stage = await openDoorStage()
  const { talk } = stage
  const [idle, begun, sending] = [await talk(), await talk(), await talk()]
  await idle.reply()
  await begun.reply()
  for (const line of [...HELLO, 'RCPT TO:<support@desk.test>']) await begun.say(line)
  await beginData(sending)
  sending.send('Subject: half\r\n\r\nfirst half, ')

  const closing = stage.door.close()
  expect(await idle.rest()).toEqual([expect.stringMatching(/^421 4\.3\.2 /)])
  expect(await begun.rest()).toEqual([expect.stringMatching(/^421 4\.3\.2 /)])
  await expect(talk()).rejects.toThrow('ECONNREFUSED')
  sending.send('second half\r\n.\r\nMAIL FROM:<next@home.test>\r\n')
  const replies = await sending.rest()
  expect(replies[0]).toMatch(/^250 /)
  expect(replies.slice(1).every((line) => line.startsWith('421 '))).toBe(true)
  await closing
  expect((await stage.taken()).map(({ raw }) => raw)).toEqual([
    'Subject: half\r\n\r\nfirst half, second half\r\n',
  ])
  await stage.spool.close()
})

test('[MR3] a message that does not end in time is given up: no 250, nothing kept, and the door is closed', async () => {
  stage = await openDoorStage({ closeMs: 200 })
  const slow = await stage.talk()
  await beginData(slow)
  slow.send('Subject: half\r\n\r\n')
  await stage.door.close()
  expect((await slow.rest()).map((line) => line.slice(0, 3))).toEqual(['421'])
  expect(await stage.taken()).toEqual([])
  await stage.spool.close()
})

test('[MR3] closing waits for the disk: a message that has come in whole is answered as it was kept', async () => {
  let release = () => {}
  let syncs = 0
  stage = await openDoorStage({
    sync: async (handle) => {
      syncs++
      await new Promise<void>((resolve) => (release = resolve))
      await handle.datasync()
    },
  })
  const talk = await stage.talk()
  await beginData(talk)
  talk.send('Subject: whole\r\n\r\nx\r\n.\r\n')
  await expect.poll(() => syncs).toBe(1)
  let isClosed = false
  const closing = stage.door.close().then(() => (isClosed = true))
  await expect(stage.talk()).rejects.toThrow('ECONNREFUSED')
  expect(isClosed).toBe(false)
  release()
  await closing
  expect((await talk.rest())[0]).toMatch(/^250 /)
  expect(await stage.taken()).toHaveLength(1)
  await stage.spool.close()
})
