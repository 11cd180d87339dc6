import { z } from 'zod'
import { defineTrigger } from '@/flow/define/define'
import { Value } from '../value'

export const manual = defineTrigger({
  id: 'manual',
  version: 1,
  source: 'manual',
  title: 'By hand',
  summary: 'Starts when a person presses Run.',
  sentence: 'When someone presses Run',
  keywords: ['start', 'button', 'click', 'run', 'person', 'test', 'manual'],
  icon: 'mouse-pointer-click',
  input: z.object({}),
  output: Value,
  examples: [{ input: {}, output: { vendor: 'Hooli GmbH', total: 4280 } }],
})
