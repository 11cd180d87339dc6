import { expect, it } from 'vitest'
import { isAvailable } from '../actions/action'
import { type ActedOn, runActions } from './run-actions'

const RUN: ActedOn = { id: 'r', flowId: 'f', flowName: 'Bills', status: 'running', mode: 'live' }
const ALL = { start: true, cancel: true, readFlow: true }
const nothing = () => {}

it.each([
  ['going on', {}, ALL, ['run.open-flow', 'run.cancel']],
  ['tidying up, cancelled already', { isTidying: true }, ALL, ['run.open-flow']],
  ['done', { status: 'succeeded' }, ALL, ['run.open-flow', 'run.retry', 'run.compare', 'run.receipt']],
  ['failed', { status: 'failed' }, ALL, ['run.open-flow', 'run.retry', 'run.go-on', 'run.compare', 'run.receipt']],
  ['failed, its details gone', { status: 'failed', detailsRemovedAt: new Date(0) }, ALL, ['run.open-flow', 'run.receipt']],
  ['failed, for who may only look', { status: 'failed' }, { start: false, cancel: false, readFlow: false }, ['run.compare', 'run.receipt']],
] as const)('a run that is %s can be acted on in these ways', (_, run, may, expected) => {
  const context = { may, openFlow: nothing, openReceipt: nothing, compare: nothing, cancel: nothing, retry: nothing, goOn: nothing }
  const available = runActions({ ...RUN, ...run }, context).filter(isAvailable)
  expect(available.map(({ id }) => id)).toEqual(expected)
})
