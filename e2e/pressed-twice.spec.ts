import { expect, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { holdBack } from './support/hold-back'
import { joinAs, ownWorkspace, signInToDemo } from './support/people'

test('a decision is made once, and nobody is told of another who was quicker', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Decided twice')
  await askedIn(page, workspace, { needed: 1 })
  await page.goto(`/w/${workspace}/approvals`)
  await page.getByRole('link', { name: /^Go on\?/ }).click()
  await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible()
  const letGo = await holdBack(page, 'approvals.decide')
  await page.keyboard.press('a')
  const comment = page.getByRole('dialog').getByRole('textbox', { name: 'Comment' })
  await comment.press('ControlOrMeta+Enter')
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Approve' })).toBeDisabled()
  await comment.press('ControlOrMeta+Enter')
  letGo()
  await expect(page.getByText(/^Approved by /).first()).toBeVisible()
  await expect(page.getByText('Somebody else was quicker')).toHaveCount(0)
})

test('who looked again at what was corrected meanwhile, and decided, was not late', async ({ page, browser }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Corrected meanwhile')
  const other = await (await browser.newContext()).newPage()
  await joinAs(other, page, workspace, 'Ana Lima', 'approver')
  await askedIn(page, workspace, { needed: 2 })
  await page.goto(`/w/${workspace}/approvals`)
  await page.getByRole('link', { name: /^Go on\?/ }).click()
  await expect(page.getByRole('button', { name: 'Approve' })).toBeEnabled()
  const id = new URL(page.url()).pathname.split('/').at(-1)
  const letGo = await holdBack(page, 'approvals.decide')
  const asked = page.waitForRequest(/approvals\.decide/)
  await page.getByRole('button', { name: 'Approve' }).click()
  await asked
  const edits = [{ key: 'vendor', from: 'Hooli', to: 'Hooli GmbH' }]
  await callApi(other, workspace, 'approvals.decide', { id, decision: 'approved', edits })
  letGo()
  await expect(page.getByText('Somebody corrected values meanwhile')).toBeVisible()
  await expect(page.getByText('Hooli GmbH')).toBeVisible()
  await page.getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByText(/^Approved by /).first()).toBeVisible()
  await expect(page.getByText('Somebody else was quicker')).toHaveCount(0)
  await other.context().close()
})

test('a test runs once, and what is published is published once, however often the keys are pressed', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Keys pressed twice')
  const flowId = await flowInARow(page, workspace, 'Two steps', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Keep', params: { fields: [{ name: 'a', value: 'b' }] } },
  ])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await editor.select('Keep')
  const dialog = page.getByRole('dialog')

  await test.step('a test', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+Enter')
    const data = dialog.getByRole('textbox', { name: /gets$/ })
    await expect(data).toBeVisible()
    const letGo = await holdBack(page, 'runs.test')
    await data.press('ControlOrMeta+Enter')
    await expect(dialog.getByRole('button', { name: /^Run test/ })).toBeDisabled()
    await data.press('ControlOrMeta+Enter')
    letGo()
    await expect(dialog).toHaveCount(0)
    await expect(page.getByRole('region', { name: 'Run' }).getByText('Done')).toBeVisible()
  })

  await test.step('a version, while the draft is still on its way', async () => {
    const letGo = await holdBack(page, 'drafts.push')
    await editor.select('Keep')
    await editor.rename('Keep it')
    await page.getByRole('button', { name: 'Publish' }).click()
    const publish = dialog.getByRole('button', { name: 'Publish' })
    await publish.click()
    await dialog.getByRole('textbox', { name: 'Note' }).press('ControlOrMeta+Enter')
    await expect(publish).toBeDisabled()
    letGo()
    await expect(page.getByText('Version 1 is live')).toBeVisible()
    await expect(page.getByText('Live as v1')).toBeVisible()
  })

  await test.step('a comment, while the step it is about is still on its way', async () => {
    const letGo = await holdBack(page, 'drafts.push')
    await editor.select('Keep it')
    await editor.rename('Kept')
    await editor.step('Kept').focus()
    await page.keyboard.press('c')
    const panel = page.getByRole('complementary', { name: 'Comments' })
    const box = panel.getByRole('textbox', { name: 'Say something about Kept' })
    await box.fill('Once is enough')
    await box.press('ControlOrMeta+Enter')
    await box.press('ControlOrMeta+Enter')
    letGo()
    await expect(panel.getByRole('article', { name: /said/ })).toHaveText(/Once is enough/)
    await expect(page.getByRole('button', { name: '1 comment on Kept' })).toBeVisible()
  })

  await page.goto(`/w/${workspace}/runs`)
  await expect(page.getByRole('link', { name: 'Two steps' })).toHaveCount(1)
})

test('a double click makes one flow, and takes a template once', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Clicked twice')
  const twice = (button: HTMLButtonElement) => {
    button.click()
    button.click()
  }

  await page.goto(`/w/${workspace}/flows`)
  await expect(page.getByText('Draw your first flow')).toBeVisible()
  await page.getByRole('button', { name: 'New flow' }).first().evaluate(twice)
  await expect(page.getByRole('heading', { name: 'What should start this flow?' })).toBeVisible()

  await page.goto(`/w/${workspace}/templates`)
  await page.getByText('Sort an invoice').click()
  await page.getByRole('button', { name: 'Use this template' }).evaluate(twice)
  await page.waitForURL(/flows\//)
  await page.goto(`/w/${workspace}/flows`)
  await expect(page.getByText('Sort an invoice')).toBeVisible()
  await expect(page.getByText('2 flows')).toBeVisible()
})

test('an invitation is withdrawn once, and its row says that it is being withdrawn', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Withdrawn once')
  await callApi(page, workspace, 'members.invite', { email: 'mona@acme.example', role: 'builder' })
  await page.goto(`/w/${workspace}/settings/members`)
  const withdraw = page.getByRole('button', { name: 'Withdraw the invitation of mona@acme.example' })
  await expect(withdraw).toBeVisible()
  const asked: string[] = []
  page.on('request', (request) => void (/members\.revokeInvitation/.test(request.url()) && asked.push(request.url())))
  const letGo = await holdBack(page, 'members.revokeInvitation')
  // Twice before anything could be drawn anew.
  await withdraw.evaluate((button: HTMLButtonElement) => {
    button.click()
    button.click()
  })
  await expect(withdraw).toBeDisabled()
  await expect(withdraw).toHaveText('Withdrawing')
  letGo()
  await expect(page.getByText('No one is invited at the moment.')).toBeVisible()
  expect(asked).toHaveLength(1)
})

async function askedIn(page: Page, workspace: string, { needed }: { needed: number }): Promise<void> {
  const flowId = await flowInARow(page, workspace, 'Asks', [
    { type: 'trigger.manual', label: 'Start' },
    {
      type: 'approval.ask',
      label: 'Ask',
      params: {
        question: 'Go on?',
        approvers: { members: [], roles: ['owner', 'approver'], emails: [] },
        data: '{{ trigger }}',
        selfApproval: true,
        needed,
      },
    },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  await callApi(page, workspace, 'runs.start', { flowId, input: { vendor: 'Hooli' } })
}
