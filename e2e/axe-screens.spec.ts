import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { expectCleanInBothThemes } from './support/axe'
import { furnished } from './support/furnished'
import { signInToDemo } from './support/people'

/** Every page, looked at by axe in light and in dark. What opens over one, axe-dialogs looks at. */
test('axe finds nothing on any page', async ({ page, browser }) => {
  test.slow()
  const stranger = await (await browser.newContext()).newPage()
  await signInToDemo(page)
  const visited = new Set<string>()
  const look = async (at: string, name = at, by = page) => {
    visited.add(new URL(at, 'http://kaos.test').pathname)
    await by.goto(at)
    await expect(by.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(by.locator('[aria-busy=true]')).toHaveCount(0)
    await expectCleanInBothThemes(by, name)
  }
  const { workspace, empty, flow, run, failed, whatIf, connection, approval, invitation } = await furnished(page)
  for (const at of ['/sign-in', '/sign-up', '/invitation/unknown', '/approve/unknown', '/connected', '/nowhere'])
    await look(at, at, stranger)
  await look(invitation, 'invitation', stranger)
  await stranger.context().close()
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

/** Every page there is, as the addresses it answers to. */
function routes(): RegExp[] {
  return readdirSync(path.join(import.meta.dirname, '../app'), { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'page.tsx')
    .map((file) => addressOf(path.dirname(file)))
    .filter((route) => !FORWARDS.includes(route))
    .map((route) => new RegExp(`^/${route}$`))
}

/** A group of folders, in round brackets, is no part of it. */
function addressOf(folder: string): string {
  return folder.replace(/\/\(\w+\)/g, '').replace(/\[\w+\]/g, '[^/]+')
}

/** What only leads on to another page. */
const FORWARDS = ['.', 'w/[^/]+']
