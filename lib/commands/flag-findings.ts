import type { Platform } from '../constructs/platform';
import type { Finding } from '../policies/policy';
import { validatorAppsOf } from './validator-apps';

/** Policy id of a flag that is nearly one that its client has. */
const MISSPELT_FLAG = 'misspelt-flag';

/** Warnings about flags of overlays that look misspelt, each at the workload object that carries it. */
export function flagFindings(platform: Platform): readonly Finding[] {
  return validatorAppsOf(platform).flatMap((app) =>
    app.plan.units.flatMap((unit) =>
      unit.parts.flatMap((part) =>
        (part.unknownFlags ?? []).map(({ flag, nearest, layer }): Finding => {
          const kind = app.record.roles.find(({ unit: of, name }) => of === unit.name && name === part.name)?.kind;
          const folder = app.applications.get(unit.name)?.content;
          return {
            policy: MISSPELT_FLAG,
            level: 'warning',
            view: 'rendered',
            file: `${folder?.dir}/${folder?.folder}/${kind?.toLowerCase()}.${part.name}.yaml`,
            object: `${kind} ${folder?.folder}/${part.name}`,
            constructPath: app.node.path,
            found: `flag '${flag}' (layer '${layer}'), which ${part.client} is not known to have`,
            expected: `'${nearest}', most likely`,
            why: 'a client stops at a flag it does not know, and it does so when its pod is replaced',
          };
        }),
      ),
    ),
  );
}
