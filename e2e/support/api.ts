import { expect, type Page } from '@playwright/test'

/** Calls a mutation as the person signed in on this page. */
export async function callApi<Output>(page: Page, workspace: string, procedure: string, input: unknown): Promise<Output> {
  const { origin } = new URL(page.url())
  const response = await page.request.post(`/api/trpc/${workspace}/${procedure}`, { data: { json: input }, headers: { origin } })
  expect(response.ok(), `${procedure}: ${await response.text()}`).toBe(true)
  return (await response.json()).result.data.json
}
