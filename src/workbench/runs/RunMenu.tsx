import { Menu } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconBraces,
  IconEye,
  IconFileText,
  IconFileZip,
  IconLink,
  IconNetwork,
  IconPlayerPlay,
  IconShare2,
  IconStack2,
  IconTable,
  IconTex,
  IconTopologyRing,
  IconTopologyStar3,
  IconTrash,
} from '@tabler/icons-react';
import { computedLink } from '../../runs/link/as-computed.ts';
import type { RunSummary } from '../../runs/records/run-store.ts';
import { startsTrained } from '../../runs/spec/start-network.ts';
import { adoptSpec } from '../store/settings.ts';
import { useWorkbench } from '../store/store.ts';
import { useHides, useLocked } from '../store/view/class-view.ts';
import { goOn } from '../topbar/go-on.ts';
import { copyComputedLink } from '../topbar/share.ts';
import { goOnWords } from '../words/go-on-words.ts';
import { deleteWithUndo } from './delete-with-undo.ts';
import {
  exportAnn,
  exportCsv,
  exportJson,
  exportLatex,
  exportMethods,
  exportNetwork,
  exportNir,
  exportZip,
} from './exports.ts';
import { showOrSay } from './show-or-say.ts';
import { tryToCompare } from './try-to-compare.ts';

export interface RunMenuProps {
  readonly run: RunSummary;
  readonly shown: boolean;
  readonly compared: boolean;
  readonly current: boolean;
}

export function RunMenu({ run, shown, compared, current }: RunMenuProps) {
  const ended = useWorkbench(({ resumable }) => resumable.get(run.id));
  const locked = useLocked();
  const sharing = !useHides('share');
  const busy = useWorkbench((state) => state.current !== null);
  const link = run.report && computedLink({ ...run.report, spec: run.spec });
  return (
    <Menu.Dropdown>
      <Menu.Item leftSection={<IconEye size={15} />} disabled={shown} onClick={() => void showOrSay(run.id)}>
        Show
      </Menu.Item>
      {ended !== undefined && !current && (
        <Menu.Item
          leftSection={<IconPlayerPlay size={15} />}
          disabled={busy}
          onClick={() => void goOn(run.id)}
        >
          {goOnWords(run, ended)}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconStack2 size={15} />} disabled={shown} onClick={() => tryToCompare(run.id)}>
        {compared ? 'Take out of the comparison' : 'Compare with the run on screen'}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconAdjustmentsHorizontal size={15} />}
        disabled={locked}
        onClick={() => adoptSpec(run.spec)}
      >
        Use the settings of this run
      </Menu.Item>
      {sharing && (
        <Menu.Item
          leftSection={<IconLink size={15} />}
          disabled={link === null}
          onClick={() => void copyComputedLink(link!)}
        >
          Copy its link, as it was computed
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Label>Export</Menu.Label>
      <Menu.Item
        leftSection={<IconBraces size={15} />}
        disabled={run.report === null}
        onClick={() => void exportJson(run.id)}
      >
        Report (JSON)
      </Menu.Item>
      <Menu.Item
        leftSection={<IconTable size={15} />}
        disabled={run.epochs.length === 0}
        onClick={() => exportCsv(run)}
      >
        Epochs (CSV)
      </Menu.Item>
      <Menu.Item
        leftSection={<IconNetwork size={15} />}
        disabled={run.stages.length === 0}
        onClick={() => void exportNetwork(run.id)}
      >
        Network (safetensors)
      </Menu.Item>
      <Menu.Item
        leftSection={<IconShare2 size={15} />}
        disabled={run.status !== 'finished'}
        onClick={() => void exportNir(run.id)}
      >
        Network and conformance card (NIR)
      </Menu.Item>
      <Menu.Item
        leftSection={<IconTopologyRing size={15} />}
        disabled={!startsTrained(run.spec)}
        onClick={() => void exportAnn(run, 'tfjs')}
      >
        Analog network (TensorFlow.js)
      </Menu.Item>
      <Menu.Item
        leftSection={<IconTopologyStar3 size={15} />}
        disabled={!startsTrained(run.spec)}
        onClick={() => void exportAnn(run, 'onnx')}
      >
        Analog network (ONNX)
      </Menu.Item>
      <Menu.Item
        leftSection={<IconFileZip size={15} />}
        disabled={run.report === null}
        onClick={() => void exportZip(run.id)}
      >
        Whole run (zip)
      </Menu.Item>
      <Menu.Item
        leftSection={<IconFileText size={15} />}
        disabled={run.report === null}
        onClick={() => void exportMethods(run.id)}
      >
        Methods paragraph and BibTeX
      </Menu.Item>
      <Menu.Item
        leftSection={<IconTex size={15} />}
        disabled={run.report === null}
        onClick={() => void exportLatex(run.id)}
      >
        Table of stages (LaTeX)
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        color="red"
        leftSection={<IconTrash size={15} />}
        disabled={current}
        onClick={() => void deleteWithUndo(run)}
      >
        Delete
      </Menu.Item>
    </Menu.Dropdown>
  );
}
