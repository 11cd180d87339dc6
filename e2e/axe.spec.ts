import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('axe finds nothing on any page', async ({ page }) => {
      test.slow()
      for (const path of ['/sign-in', '/sign-up', '/invitation/unknown', '/nowhere']) {
        await page.goto(path)
        await expectClean(page, path)
      }

      await signInToDemo(page)
      await expectClean(page, 'flows')
      const workspace = await ownWorkspace(page, `Axe ${colorScheme}`)
      await page.goto(`/w/${workspace}/flows`)
      await expect(page.getByRole('heading', { name: 'Flows', level: 1 })).toBeVisible()
      await expectClean(page, 'no flows yet')
      await page.keyboard.press('ControlOrMeta+k')
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectClean(page, 'command palette')

      const flow = await flowInARow(page, workspace, 'Seen by axe', [
        { type: 'trigger.manual', label: 'Start' },
        { type: 'data.set', label: 'Set', params: { fields: [{ name: 'vendor', value: '{{ trigger.vendor }}' }] } },
        { type: 'flow.stop', label: 'Stop', params: { message: 'Not today' } },
      ])
      await page.goto(`/w/${workspace}/flows/${flow}`)
      const editor = new EditorOnPage(page)
      await editor.select('Set')
      await expectClean(page, 'editor')
      await page.getByRole('button', { name: 'Publish' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectClean(page, 'publish')

      const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.test', { flowId: flow, input: { vendor: 'Hooli' } })
      await page.goto(`/w/${workspace}/runs/${runId}`)
      await expectStep(editor.step('Stop'), 'failed')
      await expectClean(page, 'run')
      await page.goto(`/w/${workspace}/runs/${runId}/receipt`)
      await expect(page.getByText('Verified', { exact: true })).toBeVisible({ timeout: 20_000 })
      await expectClean(page, 'receipt')
      const { id: connectionId } = await callApi<{ id: string }>(page, workspace, 'connections.createSandbox', { connector: 'xero' })
      const bill = { type: 'xero.create-bill', label: 'Create bill', connectionId, params: { vendor: 'Hooli GmbH', total: '4280.00' } }
      const flowId = await flowInARow(page, workspace, 'Enters bills', [{ type: 'trigger.manual', label: 'Start' }, bill])
      await callApi(page, workspace, 'versions.publish', { flowId })
      await callApi(page, workspace, 'runs.start', { flowId })
      await page.goto(`/w/${workspace}/connections/${connectionId}/sandbox`)
      await expect(page.getByRole('link', { name: 'Hooli GmbH' })).toBeVisible()
      await expectClean(page, 'books of a sandbox')
      for (const path of ['runs', 'approvals', 'connections', 'governance', 'settings/members', 'settings/retention', 'settings/account']) {
        await page.goto(`/w/${workspace}/${path}`)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
        await expectClean(page, path)
      }
    })
  })
}
