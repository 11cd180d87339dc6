import { expect, test } from '@playwright/test'
import { expectClean } from './support/axe'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { joinAs, ownWorkspace, signInToDemo } from './support/people'

test('a step is talked about: mention, answer, settle, and the thread outlives the step', async ({ browser }) => {
  const [one, two] = await Promise.all([browser.newContext(), browser.newContext()])
  const [first, second] = await Promise.all([one.newPage(), two.newPage()])
  await signInToDemo(first)
  const workspace = await ownWorkspace(first, 'Comments')
  await joinAs(second, first, workspace, 'Ana Lima')
  const flow = await flowInARow(first, workspace, 'Talked about', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Middle' },
  ])
  await first.goto(`/w/${workspace}/flows/${flow}`)
  const here = new EditorOnPage(first)
  const panel = first.getByRole('complementary', { name: 'Comments' })

  await test.step('C on a step, and @ for somebody', async () => {
    await here.select('Middle')
    await here.step('Middle').focus()
    await first.keyboard.press('c')
    const box = panel.getByRole('textbox', { name: 'Say something about Middle' })
    await expect(panel.getByText('On Middle', { exact: true })).toBeVisible()
    await expect(box).toBeFocused()
    await box.pressSequentially('Is this <b>right</b>, @an')
    await expect(first.getByRole('option', { name: 'Ana Lima' })).toBeVisible()
    await first.keyboard.press('Enter')
    await box.press('ControlOrMeta+Enter')
    await expect(panel.getByRole('article', { name: /said/ })).toContainText('Is this <b>right</b>, @Ana Lima')
    await expect(first.getByRole('button', { name: '1 comment on Middle' })).toBeVisible()
    await expectClean(first, 'comments')
  })

  await test.step('who is mentioned hears of it, and answers', async () => {
    await second.reload()
    await second.getByRole('button', { name: 'Inbox, 1 unread' }).click()
    await second.getByRole('link', { name: /mentioned you in Talked about/ }).click()
    const theirs = second.getByRole('complementary', { name: 'Comments' })
    await theirs.getByRole('button', { name: 'Reply' }).click()
    await theirs.getByRole('textbox', { name: 'Reply' }).fill('It is.')
    await theirs.getByRole('button', { name: 'Reply' }).click()
    await expect(panel.getByRole('article', { name: 'Ana Lima said' })).toContainText('It is.')
    await expect(first.getByRole('button', { name: '2 comments on Middle' })).toBeVisible()
  })

  await test.step('deleting the step keeps what was said', async () => {
    await panel.getByRole('button', { name: 'Close comments' }).click()
    await here.select('Middle')
    await here.step('Middle').focus()
    await first.keyboard.press('Delete')
    await expect(here.step('Middle')).toHaveCount(0)
    await first.getByRole('button', { name: 'Comments', exact: true }).click()
    await expect(panel.getByText('On a deleted step: Middle')).toBeVisible()
  })

  await test.step('settled, it steps aside', async () => {
    await panel.getByRole('button', { name: 'Settle' }).click()
    await expect(panel.getByText('Nothing is said here yet.')).toBeVisible()
    await panel.getByRole('button', { name: 'Show what is settled (1)' }).click()
    await expect(panel.getByRole('article')).toHaveCount(2)
  })
})
