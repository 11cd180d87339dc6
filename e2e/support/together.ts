import type { Browser, BrowserContext, Page } from '@playwright/test'
import { EditorOnPage } from './editor'
import { flowInARow } from './flows'
import { joinAs, ownWorkspace, signInToDemo } from './people'

type Together = {
  workspace: string
  flow: string
  /** The owner's page, and the same as an editor. */
  first: Page
  here: EditorOnPage
  /** That of Ana Lima, who builds too, in a browser of her own. */
  second: Page
  there: EditorOnPage
  two: BrowserContext
}

/** Two people in one flow, each in a browser of their own. */
export async function twoInOneFlow(
  browser: Browser,
  name: string,
  steps: Parameters<typeof flowInARow>[3],
  { colorScheme }: { colorScheme?: 'light' | 'dark' } = {},
): Promise<Together> {
  const [one, two] = await Promise.all([browser.newContext(), browser.newContext({ colorScheme })])
  const [first, second] = await Promise.all([one.newPage(), two.newPage()])
  await signInToDemo(first)
  const workspace = await ownWorkspace(first, name)
  await joinAs(second, first, workspace, 'Ana Lima')
  const flow = await flowInARow(first, workspace, 'Shared', steps)
  const here = new EditorOnPage(first)
  const there = new EditorOnPage(second)
  const last = steps.at(-1)?.label ?? ''
  for (const page of [first, second]) await page.goto(`/w/${workspace}/flows/${flow}`)
  for (const editor of [here, there]) await editor.step(last).waitFor()
  return { workspace, flow, first, here, second, there, two }
}
