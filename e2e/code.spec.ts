import { expect, test } from '@playwright/test'
import { expectClean } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('code is written in the form, run in a test, and what it printed and where it failed are shown', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Code')
  const flowId = await flowInARow(page, workspace, 'Sum up', [
    { type: 'trigger.manual', label: 'Start' },
    {
      type: 'code.transform',
      label: 'Shape',
      params: { data: { lines: [{ net: '100' }, { net: '20.5' }] }, expression: 'lines.$number(net)' },
    },
  ])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const canvas = new EditorOnPage(page)
  await canvas.addAfter('Shape', 'Code')
  await canvas.select('Code')
  const { inspector } = canvas

  await inspector.getByRole('textbox', { name: 'Name of input 1' }).fill('nets')
  await canvas.write('Value of input 1', '{{ steps.step1 }}')
  const code = inspector.getByRole('textbox', { name: 'Code', exact: true })
  await code.click()
  await page.keyboard.type('let sum = 0\nfor (const net of input.nets) {\n\tsum += net\nconsole.log("so far", sum)\n}\nreturn sum')
  await expectClean(page, 'the form of Code')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(inspector.getByRole('button', { name: 'More options' })).toBeFocused()
  await canvas.saved()

  await canvas.test()
  await expectStep(canvas.step('Code'), 'completed')
  await inspector.getByRole('tab', { name: 'Data' }).click()
  await expect(inspector.getByText('so far 120.5')).toBeVisible()

  await inspector.getByRole('tab', { name: 'Set up' }).click()
  await code.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('const a = 1\nreturn a.b.c')
  await canvas.saved()
  await canvas.test()
  await expectStep(canvas.step('Code'), 'failed')
  await inspector.getByRole('tab', { name: 'Data' }).click()
  await expect(inspector.getByRole('alert')).toContainText('The code failed at line 2')
})
