import { z } from 'zod'
import { defineTrigger } from '@/flow/define/define'
import { Value } from '../value'

export const manual = defineTrigger({
  id: 'manual',
  version: 1,
  source: 'manual',
  title: 'By hand',
  summary: 'Starts when a person presses Run.',
  sentence: 'When someone {{asks}}',
  keywords: ['start', 'button', 'click', 'run', 'person', 'test', 'manual', 'file', 'upload', 'drop'],
  icon: 'mouse-pointer-click',
  input: z.object({
    asks: z
      .enum(['nothing', 'files'])
      .default('nothing')
      .meta({
        title: 'Starts with',
        description: 'Files are handed to the flow as “attachments”, the way a mail’s are.',
        control: 'select',
        options: { nothing: 'presses Run', files: 'drops files' },
        resolve: 'literal',
      }),
  }),
  output: Value,
  examples: [
    { input: {}, output: { vendor: 'Hooli GmbH', total: 4280 } },
    {
      input: { asks: 'files' },
      output: { attachments: [{ $file: { id: 'f1', name: 'invoice.pdf', contentType: 'application/pdf', size: 48_210 } }] },
    },
  ],
})
