import { expect, it } from 'vitest'
import { blockedHttp, blockedMail } from './blocked'

it('lets reading through and refuses the rest', async () => {
  const sent: string[] = []
  const http = blockedHttp({
    send: async ({ method }) => {
      sent.push(method)
      return { status: 200, headers: {}, body: null, durationMs: 1 }
    },
  })
  for (const method of ['GET', 'head']) await http.send({ method, url: 'https://books.example' })
  for (const method of ['POST', 'put', 'PATCH', 'DELETE']) {
    await expect(http.send({ method, url: 'https://books.example' })).rejects.toMatchObject({ code: 'blocked_in_test', retry: false })
  }
  expect(sent).toEqual(['GET', 'head'])
  const mail = blockedMail({ send: () => Promise.reject(new Error('sent')), verify: async () => ({ account: 'me' }) })
  await expect(mail.send({ to: ['a@b.example'], subject: '', text: '' })).rejects.toMatchObject({ code: 'blocked_in_test' })
  expect(await mail.verify()).toEqual({ account: 'me' })
})
