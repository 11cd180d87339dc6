import { isJsonObject, type Json, type JsonObject } from '@/flow/json'
import { fileIn } from '@/flow/mapping/file-in'
import { humanLabel } from '@/flow/mapping/human-label'
import { columnsOf, recordsIn } from '../data/columns'
import { ScrollBox } from '../data/scroll-box'
import { cn } from '../ui/cn'
import { plainInWords } from './plain-in-words'

/** What is more than one value, for somebody who has never heard of JSON: records of a list as a table, other values by name. */
export function AskedValue({ value, label }: { value: Json; label: string }) {
  const file = fileIn(value)
  if (file) return <bdi>{file.name}</bdi>
  const records = recordsIn(value)
  if (records) return <Records records={records} label={label} />
  if (Array.isArray(value)) return value.length === 0 ? 'Nothing' : <List items={value} label={label} />
  if (isJsonObject(value)) return Object.keys(value).length === 0 ? 'Nothing' : <Named record={value} label={label} />
  return <bdi className="whitespace-pre-line break-words">{plainInWords(value)}</bdi>
}

function Records({ records, label }: { records: readonly JsonObject[]; label: string }) {
  const columns = columnsOf(records)
  return (
    <ScrollBox label={`${label} as a table`} className="max-h-80 overflow-auto rounded-sm border text-sm tabular-nums">
      <table aria-label={label} className="min-w-full border-separate border-spacing-0">
        <thead>
          <tr>
            {columns.map((name) => (
              <th
                key={name}
                scope="col"
                className={cn(
                  'sticky top-0 whitespace-nowrap border-b bg-surface px-2.5 py-1.5 text-left font-medium text-ink-2',
                  areNumbers(records, name) && 'text-right',
                )}
              >
                {humanLabel(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.map((record, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what is asked never changes
            <tr key={row} className="align-top [&:not(:last-child)>td]:border-b">
              {columns.map((name) => (
                <td
                  key={name}
                  className={cn('max-w-60 px-2.5 py-1.5', areNumbers(records, name) ? 'text-right' : isWordy(records, name) && 'min-w-44')}
                >
                  {record[name] !== undefined && record[name] !== null && <AskedValue value={record[name]} label={humanLabel(name)} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function Named({ record, label }: { record: JsonObject; label: string }) {
  return (
    <dl aria-label={label} className="grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-x-3 gap-y-0.5 border-l pl-3 text-sm">
      {Object.entries(record).map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-2 [overflow-wrap:anywhere]">{humanLabel(name)}</dt>
          <dd className="min-w-0 tabular-nums">
            <AskedValue value={value} label={humanLabel(name)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function List({ items, label }: { items: readonly Json[]; label: string }) {
  return (
    <ul aria-label={label} className="text-sm">
      {items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is asked never changes
        <li key={at} className="[&:not(:last-child)]:mb-0.5">
          <AskedValue value={item} label={`${label}, ${at + 1}`} />
        </li>
      ))}
    </ul>
  )
}

const A_FEW_WORDS = 20

/** Texts that would become a tower of words in a narrow column. */
function isWordy(records: readonly JsonObject[], name: string): boolean {
  return records.some(({ [name]: value }) => (typeof value === 'string' ? value.length > A_FEW_WORDS : isJsonObject(value)))
}

function areNumbers(records: readonly JsonObject[], name: string): boolean {
  return records.every((record) => typeof (record[name] ?? 0) === 'number') && records.some((record) => typeof record[name] === 'number')
}
