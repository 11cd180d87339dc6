import { CircleAlert, CloudUpload, Eye, FileClock, FileDown, FileUp, History, ListChecks, Play, Settings2 } from 'lucide-react'
import type { Action } from '../actions/action'
import type { EditorContextValue } from './context'

type Flow = Pick<EditorContextValue, 'screen' | 'mayEdit' | 'mayTest' | 'mayPublish'> & { running: boolean }

/** What can be done with the flow as a whole. */
export function flowActions({ screen, mayEdit, mayTest, mayPublish, running }: Flow): Action[] {
  return [
    {
      id: 'flow.test',
      label: 'Test',
      group: 'Flow',
      icon: Play,
      shortcut: 'mod+enter',
      whileTyping: true,
      keywords: 'run try',
      may: mayTest,
      run: () => screen.setState({ dialog: 'test' }),
    },
    {
      id: 'flow.try',
      label: 'Try on past runs',
      group: 'Flow',
      icon: ListChecks,
      keywords: 'what if replay compare history',
      may: mayTest,
      run: () => screen.setState({ dialog: 'try' }),
    },
    {
      id: 'flow.publish',
      label: 'Publish',
      group: 'Flow',
      icon: CloudUpload,
      shortcut: 'shift+p',
      keywords: 'live release',
      may: mayPublish,
      run: () => screen.setState({ dialog: 'publish' }),
    },
    {
      id: 'flow.versions',
      label: 'Versions',
      group: 'Flow',
      icon: History,
      keywords: 'history restore',
      run: () => screen.setState({ dialog: 'versions' }),
    },
    {
      id: 'flow.history',
      label: 'History of the draft',
      group: 'Flow',
      icon: FileClock,
      shortcut: 'shift+h',
      keywords: 'changes who when restore earlier past slider',
      run: () => screen.setState({ dialog: 'history' }),
    },
    {
      id: 'flow.settings',
      label: 'Settings of the flow',
      group: 'Flow',
      icon: Settings2,
      keywords: 'time zone timeout limits budget error failure',
      run: () => screen.setState({ dialog: 'settings' }),
    },
    {
      id: 'flow.problems',
      label: 'Problems',
      group: 'Flow',
      icon: CircleAlert,
      keywords: 'errors checks',
      run: () => screen.setState({ dialog: 'problems' }),
    },
    {
      id: 'flow.export',
      label: 'Export',
      group: 'Flow',
      icon: FileDown,
      keywords: 'download file json save copy',
      may: mayEdit,
      run: () => screen.setState({ dialog: 'export' }),
    },
    {
      id: 'flow.import',
      label: 'Import another flow',
      group: 'Flow',
      icon: FileUp,
      keywords: 'upload file json clipboard url',
      may: mayEdit,
      run: () => screen.setState({ dialog: 'import' }),
    },
    {
      id: 'flow.hide-run',
      label: 'Hide the run',
      group: 'Flow',
      icon: Eye,
      when: () => running,
      run: () => screen.setState({ run: null }),
    },
  ]
}
