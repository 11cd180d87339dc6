import { beforeEach, expect, test, vi } from 'vitest'
import { createLog } from './log'

beforeEach(() => {
  vi.stubEnv('LOG_LEVEL', 'info')
})

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  write(createLog({ write: (line) => lines.push(line) }))
  for (const line of lines) JSON.parse(line)
  return lines.join('')
}

const SECRET = 'hunter2"hunter2'

test.each<[string, (log: ReturnType<typeof createLog>) => void]>([
  ['a field', (log) => log.info({ password: SECRET }, 'signed in')],
  ['a nested field', (log) => log.info({ connection: { credentials: [{ api_key: SECRET, clientSecret: SECRET }] } })],
  ['a header', (log) => log.info({ headers: { authorization: 'Bearer hunter2-hunter2', cookie: 'session=hunter2' } })],
  ['a child logger', (log) => log.child({ accessToken: SECRET }).info('called')],
  ['an error with a database URL', (log) => log.error(new Error('connect postgres://kaos:hunter2@db:5432/kaos failed'))],
  ['a query string', (log) => log.warn('GET /callback?access_token=hunter2&state=1')],
  ['the address of a hook', (log) => log.info({ url: '/hooks/hunter2-hunter2' })],
  ['a body quoted in a message', (log) => log.info(`sent ${JSON.stringify({ token: `${SECRET}\\`, password: SECRET })}`)],
])('no secret leaves in %s', (_, write) => {
  expect(logged(write)).toContain('[hidden]')
  expect(logged(write)).not.toContain('hunter2')
})

test('leaves ordinary lines alone', () => {
  const line = logged((log) => log.info({ runId: 'r1', tokens: 12, url: 'http://localhost:3000/w/acme' }, 'a secret: "none"'))
  expect(JSON.parse(line)).toMatchObject({
    level: 'info',
    runId: 'r1',
    tokens: 12,
    url: 'http://localhost:3000/w/acme',
    msg: 'a secret: "none"',
  })
})

test('of an error says what, where and why, and nothing of the data it carries', () => {
  const cause = Object.assign(new Error('duplicate key value'), {
    code: '23505',
    detail: 'Key (email)=(anna@firm.example)',
    client: { secretKey: 1 },
  })
  const line = logged((log) => log.error({ err: new AggregateError([cause], 'could not be kept', { cause }) }))
  expect(line).not.toContain('anna@firm.example')
  expect(JSON.parse(line).err).toEqual({
    type: 'AggregateError',
    message: 'could not be kept: duplicate key value',
    stack: expect.stringContaining('log.test.ts'),
    errors: [{ type: 'Error', message: 'duplicate key value', stack: expect.stringContaining('log.test.ts'), code: '23505' }],
  })
})
