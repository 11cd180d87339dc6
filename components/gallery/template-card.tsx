'use client'
import { Badge } from '../ui/badge'
import { StepTiles } from './step-tiles'
import type { Template } from './types'

export function TemplateCard({ template, onChoose }: { template: Template; onChoose: () => void }) {
  return (
    <li>
      <button
        type="button"
        onClick={onChoose}
        className="group flex h-full w-full flex-col rounded-md border border-line-strong bg-surface text-left shadow-card transition-colors hover:border-brand"
      >
        <span className="flex h-24 w-full items-center justify-center overflow-hidden rounded-t-md border-b bg-canvas px-4">
          <StepTiles types={template.types} />
        </span>
        <span className="flex flex-1 flex-col gap-1.5 p-4">
          <span className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate font-semibold text-lg">{template.title}</span>
            <Badge tone="outline">{template.category}</Badge>
          </span>
          <span className="text-ink-2 text-md">{template.summary}</span>
        </span>
      </button>
    </li>
  )
}
