import { expect, type Locator, type Page, test } from '@playwright/test'
import { expectCleanInBothThemes, expectPartCleanInBothThemes } from './support/axe'
import { EditorOnPage } from './support/editor'
import { furnished } from './support/furnished'
import { signInToDemo } from './support/people'

/** Menus and lists of choices, looked at by axe while they are open. */
test('axe finds nothing on menus and lists of choices', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const { workspace, flow, failed } = await furnished(page)

  await page.goto(`/w/${workspace}/flows`)
  await look(page, page.getByRole('button', { name: 'Actions for Bills' }), 'menu of a flow')
  await look(page, page.getByRole('combobox', { name: 'Sort by' }), 'how flows are sorted')
  await look(page, page.getByRole('link', { name: 'Bills' }), 'menu of a flow by right click', { button: 'right' })
  await look(page, page.getByRole('button', { name: /^Your account/ }), 'menu of the account')

  await page.goto(`/w/${workspace}/runs`)
  await look(page, page.getByRole('button', { name: /Actions for this run/ }).first(), 'menu of a run')
  await page.goto(`/w/${workspace}/runs/${failed}`)
  await look(page, page.getByRole('button', { name: 'More for this run' }), 'menu of the page of a run')

  await page.goto(`/w/${workspace}/flows/${flow}`)
  const editor = new EditorOnPage(page)
  await editor.select('Note it')
  await look(page, editor.step('Note it'), 'menu of a step', { button: 'right' })
  await look(page, editor.inspector.getByRole('button', { name: 'More about this step' }), 'menu of the step in its form')
  await look(page, page.getByRole('button', { name: 'More about this flow' }), 'menu of the flow')
})

async function look(page: Page, opener: Locator, name: string, click: { button?: 'right' } = {}): Promise<void> {
  await opener.click(click)
  const opened = page.getByRole('menu').or(page.getByRole('listbox'))
  await expect(opened).toBeVisible()
  // Away from the button and its tip.
  await page.mouse.move(0, 0)
  await expect(page.getByRole('tooltip')).toHaveCount(0)
  if ((await opened.getAttribute('role')) === 'listbox') await expectPartCleanInBothThemes(page, '[role=listbox]', name)
  else await expectCleanInBothThemes(page, name)
  await page.keyboard.press('Escape')
  await expect(opened).toHaveCount(0)
}
