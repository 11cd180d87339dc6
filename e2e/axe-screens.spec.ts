import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectCleanInBothThemes } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

/** Every page, looked at by axe in light and in dark. What opens over one, its own journey looks at. */
let page: Page
let seeded: Awaited<ReturnType<typeof seed>>

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000)
  page = await (await browser.newContext()).newPage()
  await signInToDemo(page)
  seeded = await seed(page)
})
test.afterAll(() => page.context().close())

test('axe finds nothing on any page', async ({ page: stranger }) => {
  test.slow()
  const visited = new Set<string>()
  const look = async (at: string, name = at, by = page) => {
    visited.add(new URL(at, 'http://kaos.test').pathname)
    await by.goto(at)
    await expect(by.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(by.locator('[aria-busy=true]')).toHaveCount(0)
    await expectCleanInBothThemes(by, name)
  }
  const { workspace, empty, flow, run, failed, whatIf, connection, approval, invitation } = seeded
  for (const at of ['/sign-in', '/sign-up', '/invitation/unknown', '/approve/unknown', '/connected', '/nowhere'])
    await look(at, at, stranger)
  await look(invitation, 'invitation', stranger)
  for (const place of PLACES) {
    await look(`/w/${empty}/${place}`, `${place}, nothing there yet`)
    await look(`/w/${workspace}/${place}`, place)
  }
  await look(`/w/${workspace}/nowhere`, 'no such page')
  await look(`/w/${workspace}/connections/${connection}/sandbox`, 'books of a sandbox')
  await look(`/w/${workspace}/approvals/${approval}`, 'approval')
  await look(`/w/${workspace}/flows/${flow}/tried/${whatIf}`, 'tried on past runs')
  await look(`/w/${workspace}/runs/${run}`, 'run that waits')
  await look(`/w/${workspace}/runs/${failed}`, 'run that failed')
  await look(`/w/${workspace}/runs/${failed}/receipt`, 'receipt')
  await look(`/w/${workspace}/runs/compare?a=${failed}&b=${run}`, 'two runs')
  await look(`/w/${workspace}/flows/${flow}`, 'editor')

  const missed = routes().filter((route) => ![...visited].some((at) => route.test(at)))
  expect(missed.map(String), 'pages that were not looked at').toEqual([])
})

test('axe finds nothing on a chosen step, on publishing and on the palette of everything', async () => {
  const { workspace, flow } = seeded
  const editor = new EditorOnPage(page)
  await page.goto(`/w/${workspace}/flows/${flow}`)
  await editor.select('Enter the bill')
  await expectCleanInBothThemes(page, 'the form of a step')
  for (const open of [() => page.getByRole('button', { name: 'Publish' }).click(), () => page.keyboard.press('ControlOrMeta+k')]) {
    await open()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectCleanInBothThemes(page, 'a dialog')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
})

/** Of a workspace, as they stand in its sidebar. */
const PLACES = [
  'flows',
  'runs',
  'approvals',
  'templates',
  'connections',
  'variables',
  'governance',
  'settings/members',
  'settings/retention',
  'settings/account',
]

/** One workspace in which every page has something to show, and one in which none has. */
async function seed(page: Page) {
  const [empty, workspace] = [await ownWorkspace(page, 'Axe, empty'), await ownWorkspace(page, 'Axe')]
  const call = <Output>(procedure: string, input: unknown) => callApi<Output>(page, workspace, procedure, input)
  const { id: connection } = await call<{ id: string }>('connections.createSandbox', { connector: 'xero' })
  await call('variables.create', { name: 'approvalLimit', value: 1000, note: 'in EUR' })
  await call('folders.create', { name: 'Finance' })
  const { link } = await call<{ link: string }>('members.invite', { email: 'axe.guest@example.test', role: 'approver' })
  const flow = await flowInARow(page, workspace, 'Bills', [
    { type: 'trigger.manual', label: 'Start' },
    {
      type: 'xero.create-bill',
      label: 'Enter the bill',
      connectionId: connection,
      params: { vendor: '{{ trigger.vendor }}', total: '{{ trigger.total }}' },
    },
    {
      type: 'approval.ask',
      label: 'Ask for approval',
      params: {
        question: 'Pay {{ steps.step1.vendor }}?',
        approvers: { members: [], roles: ['owner'], emails: [] },
        data: '{{ trigger }}',
        selfApproval: true,
      },
      leaves: 'approved',
    },
    { type: 'data.set', label: 'Note it', params: { fields: [{ name: 'by', value: '{{ steps.step2.decision }}' }] } },
  ])
  await call('versions.publish', { flowId: flow })
  const start = (input: unknown) => call<{ runId: string }>('runs.start', { flowId: flow, input })
  const { runId: run } = await start({ vendor: 'Hooli GmbH', total: '4280.00' })
  const { runId: failed } = await start({ vendor: 'Hooli GmbH', total: 'a lot' })
  await call('comments.start', { flowId: flow, place: { nodeId: 'step1' }, body: 'Is this the right account?' })
  const editor = new EditorOnPage(page)
  await page.goto(`/w/${workspace}/runs/${failed}`)
  await expectStep(editor.step('Enter the bill'), 'failed')
  const { id: whatIf } = await call<{ id: string }>('whatIf.start', { flowId: flow, most: 10 })
  await page.goto(`/w/${workspace}/approvals`)
  const question = page.getByRole('link', { name: 'Pay Hooli GmbH?' })
  await expect(question).toBeVisible()
  const approval = (await question.getAttribute('href'))?.split('/').at(-1) ?? ''
  return { workspace, empty, flow, run, failed, whatIf, connection, approval, invitation: new URL(link).pathname }
}

/** Every page there is, as the addresses it answers to. */
function routes(): RegExp[] {
  const app = path.join(import.meta.dirname, '../app')
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'page.tsx')
    .map((file) => path.dirname(file).replace(/\[\w+\]/g, '[^/]+'))
    .filter((route) => !FORWARDS.includes(route))
    .map((route) => new RegExp(`^/${route}$`))
}

/** What only leads on to another page. */
const FORWARDS = ['.', 'w/[^/]+']
