import type { Inventory, InventoryFile } from '../../render/inventory';
import { fileNameOf } from './folders-of';
import { textAt, textsAt, type Fields, isFields } from '../json-fields';
import { oncePer } from '../once-per';

/** What a `chart.json` says of the chart beside it; policies cannot look into a chart. */
export interface ChartView {
  readonly at: InventoryFile;
  readonly repository: string;
  readonly name: string;
  readonly version: string;

  /** `group/Kind`. */
  readonly kinds: readonly string[];
  readonly crds: readonly string[];
  readonly namespaces: readonly string[];
}

/** The charts of an inventory, by their `chart.json`. */
export const chartsOf: (inventory: Inventory) => readonly ChartView[] = oncePer((inventory) =>
  inventory.files.flatMap((file) => (fileNameOf(file) === 'chart.json' ? [chartIn(file)] : [])),
);

/** What one `chart.json` says; empty fields where it does not say it. */
export const chartIn: (file: InventoryFile) => ChartView = oncePer((file) => {
  const declaration = parsed(file.text);
  return {
    at: file,
    repository: textAt(declaration, 'repository') ?? '',
    name: textAt(declaration, 'name') ?? '',
    version: textAt(declaration, 'version') ?? '',
    kinds: textsAt(declaration, 'owns', 'kinds'),
    crds: textsAt(declaration, 'owns', 'crds'),
    namespaces: textsAt(declaration, 'owns', 'namespaces'),
  };
});

function parsed(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : {};
  } catch {
    return {};
  }
}
