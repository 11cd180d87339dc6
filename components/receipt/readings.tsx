import { humanLabel } from '@/flow/mapping/human-label'
import { Confidence } from '../approvals/confidence'
import { placeInWords } from '../approvals/evidence'
import { Table, TableHead } from '../ui/table'
import { Cell } from './cell'
import type { Reading } from './types'
import { placeInDocument } from './words'

/** What was read from where: each value, how sure, and its place in the document. */
export function Readings({ readings }: { readings: readonly Reading[] }) {
  return (
    <div className="flex flex-col gap-5">
      {readings.map(({ step, label, file, verdict, fields }) => (
        <figure key={step}>
          <figcaption className="mb-1 text-ink-2">
            {label} read <span className="font-medium text-ink">{file.$file.name}</span>
            {verdict && `, its verdict: ${verdict}`}.
          </figcaption>
          <Table className="table-fixed text-sm">
            <thead>
              <tr>
                <TableHead className="w-34 first:pl-0 sm:first:pl-0">What</TableHead>
                <TableHead>Value</TableHead>
                <TableHead className="hidden w-20 sm:table-cell">Sure</TableHead>
                <TableHead className="last:pr-0">Where</TableHead>
              </tr>
            </thead>
            <tbody>
              {fields.map(({ key, value, confidence, evidence }) => (
                <tr key={key}>
                  <Cell className="text-ink-2">{humanLabel(key)}</Cell>
                  <Cell className="break-words font-medium">{value}</Cell>
                  <Cell className="hidden sm:table-cell">
                    <Confidence field={{ confidence }} />
                  </Cell>
                  <Cell className="text-ink-2">
                    {placeInDocument(evidence)}
                    {evidence.source === 'xml' && (
                      <span title={evidence.path} className="block text-ink-3">
                        {placeInWords(evidence.path)}
                      </span>
                    )}
                  </Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        </figure>
      ))}
    </div>
  )
}
