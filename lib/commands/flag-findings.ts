import type { UnknownFlag } from '../chains/unknown-flags';
import type { Platform } from '../constructs/platform';
import type { Finding } from '../policies/policy';
import { validatorAppsOf } from './validator-apps';

/** Policy id of a flag of an overlay that its client is not known to have. */
const UNKNOWN_FLAG = 'unknown-flag';

/** Warnings about flags of overlays that their client is not known to have, each at the workload object that carries it. */
export function flagFindings(platform: Platform): readonly Finding[] {
  return validatorAppsOf(platform).flatMap((app) =>
    app.plan.units.flatMap((unit) =>
      unit.parts.flatMap((part) =>
        (part.unknownFlags ?? []).map((unknown): Finding => {
          const kind = app.record.roles.find(({ unit: of, name }) => of === unit.name && name === part.name)?.kind;
          const folder = app.applications.get(unit.name)?.content;
          return {
            policy: UNKNOWN_FLAG,
            level: 'warning',
            view: 'rendered',
            file: `${folder?.dir}/${folder?.folder}/${kind?.toLowerCase()}.${part.name}.yaml`,
            object: `${kind} ${folder?.folder}/${part.name}`,
            constructPath: app.node.path,
            ...saidOf(unknown, part.client),
          };
        }),
      ),
    ),
  );
}

function saidOf(
  { flag, layer, nearest, version }: UnknownFlag,
  client: string,
): Pick<Finding, 'found' | 'expected' | 'why'> {
  const lacks = version === undefined ? `${client} is not known to have` : `${client} ${version} does not have`;
  const newer = version === undefined ? '' : '; another version may have it: ask that version for its help';
  return {
    found: `flag '${flag}' (layer '${layer}'), which ${lacks}`,
    expected: nearest === undefined ? 'a flag that it has; none is near' : `'${nearest}', most likely`,
    why: `a client stops at a flag it does not know, and it does so when its pod is replaced${newer}`,
  };
}
