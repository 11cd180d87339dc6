import { type Cookie, expect, type Page } from '@playwright/test'
import { callApi } from './api'

/** Of the owner of the demo, for all journeys of this process: so many sign-ins from one address as there are journeys are refused. */
let signedIn: readonly Cookie[] | undefined

/** Signs in as the owner of the demo. */
export async function signInToDemo(page: Page): Promise<void> {
  if (signedIn) {
    await page.context().addCookies([...signedIn])
    // Anywhere in KAOS: calls go to where the page is.
    await page.goto('/healthz')
    return
  }
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(process.env.KAOS_E2E_EMAIL ?? '')
  await page.getByLabel('Password').fill(process.env.KAOS_E2E_PASSWORD ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  // The first of all pages of a KAOS that has just started.
  await expect(page.getByRole('heading', { name: 'Flows', level: 1 })).toBeVisible({ timeout: 40_000 })
  signedIn = await page.context().cookies()
}

/** Lets somebody else join a workspace, and signs them in on `page`. */
export async function joinAs(page: Page, host: Page, workspace: string, name: string, role = 'builder'): Promise<void> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}.${workspace}@example.test`
  const { link } = await callApi<{ link: string }>(host, workspace, 'members.invite', { email, role })
  await page.goto(new URL(link).pathname)
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Password').fill(`${name} keeps a secret`)
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.getByRole('heading', { name: 'Flows', level: 1 })).toBeVisible()
}

/** A workspace of its own for a journey, so that journeys do not see each other. Gives its slug. */
export async function ownWorkspace(page: Page, name: string): Promise<string> {
  const { slug } = await callApi<{ slug: string }>(page, '-', 'account.createWorkspace', { name })
  return slug
}
