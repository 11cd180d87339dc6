'use client'
import { Copy, CornerUpLeft } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { toast } from 'sonner'
import type { Json } from '@/flow/json'
import { fileIn } from '@/flow/mapping/file-in'
import { fieldExpression } from '@/flow/mapping/path-expression'
import { Button } from '../ui/button'
import { recordsIn } from './columns'
import { FilePreview } from './file-preview'
import { HtmlPreview } from './html-preview'
import type { Path } from './open-tree'
import type { Pointing } from './pointing'
import { ScrollBox } from './scroll-box'
import { TableView } from './table-view'

/** Longer than a line of the tree shows. */
const LONG = 40
const MOST_OF_TEXT = 100_000

type PickedProps = {
  path: Path
  value: Json
  owner: string
  /** The value is only part of what is there: how all of it is had, as text. */
  onCopy?: () => Promise<string>
  /** Where the value is not at hand. */
  table?: ReactNode
} & Pick<Pointing, 'onTrace'>

/** What is picked in the tree, whole: a long text, a page, a file; and its path and value to copy. */
export function Picked({ path, value, owner, onCopy, table, onTrace }: PickedProps) {
  const [asPage, setAsPage] = useState(false)
  const [asTable, setAsTable] = useState(false)
  const records = path.length > 0 ? recordsIn(value) : null
  const shownTable = table ?? (records && <TableView records={records} label={String(path.at(-1) ?? '')} />)
  const file = fileIn(value)
  const expression = expressionOf(owner, path)
  const isPage = typeof value === 'string' && /<(html|body|div|p|table|a|h[1-6])\b/i.test(value.slice(0, 2_000))
  const copy = (text: string, what: string) => navigator.clipboard.writeText(text).then(() => toast(`${what} copied`))
  return (
    <div className="mt-1.5 flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-1.5">
        {expression !== '' && (
          <Button size="sm" variant="ghost" title={expression} onClick={() => void copy(expression, 'Path')}>
            <Copy aria-hidden />
            Copy path
          </Button>
        )}
        <Button size="sm" variant="ghost" onClick={async () => copy(onCopy ? await onCopy() : inText(value), 'Value')}>
          <Copy aria-hidden />
          Copy value
        </Button>
        {onTrace && path.length > 0 && (
          <Button size="sm" variant="ghost" onClick={() => onTrace(path)}>
            <CornerUpLeft aria-hidden />
            Where from?
          </Button>
        )}
        {isPage && (
          <Button size="sm" variant="ghost" aria-pressed={asPage} onClick={() => setAsPage(!asPage)}>
            {asPage ? 'Show the text' : 'Show as a page'}
          </Button>
        )}
        {shownTable && (
          <Button size="sm" variant="ghost" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            Show as a table
          </Button>
        )}
      </div>
      {asTable && shownTable}
      {file && <FilePreview key={file.id} file={file} />}
      {typeof value === 'string' && isPage && asPage && <HtmlPreview html={value.slice(0, MOST_OF_TEXT)} title="Page" />}
      {typeof value === 'string' && value.length > LONG && !(isPage && asPage) && (
        <ScrollBox
          label="The whole text"
          className="max-h-60 overflow-auto whitespace-pre-wrap break-words rounded-sm border bg-surface p-2.5 font-code text-xs"
        >
          {value.slice(0, MOST_OF_TEXT)}
          {value.length > MOST_OF_TEXT && ' …'}
        </ScrollBox>
      )}
    </div>
  )
}

function inText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}

/** Without an owner, a path within the data. */
function expressionOf(owner: string, path: Path): string {
  const whole = path.reduce<string>((expression, key) => fieldExpression(expression, key), owner)
  return owner === '' ? whole.replace(/^\./, '') : whole
}
