import { expect, it } from 'vitest'
import { askingMail } from './mail-text'
import type { Question } from './question'

const question: Question = {
  workspaceId: 'w',
  workspaceName: 'Acme',
  waitId: 'a',
  runId: 'r',
  status: 'open',
  request: { question: 'Pay it?', message: '', reason: '', fields: [], standing: '' } as unknown as Question['request'], // what the mail reads of it
  flowName: 'Bills',
  isTest: false,
  deadline: new Date('2026-12-24T17:00:00Z'),
  timeZone: 'America/New_York',
  decisions: [],
  standing: { by: [], edits: [] },
  startedBy: null,
  open: [],
  deskUrl: 'https://kaos.test/desk',
}

it('says until when, as clocks where the flow is show it', () => {
  expect(askingMail(question, 'https://kaos.test/a', false).text).toContain('It closes on 24 December 2026 at 12:00 (America/New York).')
})
