import type { Inventory } from '../../render/inventory';
import { clustersInDoubt, isGated } from '../applications/applications-of';
import { textAt, valueAt } from '../json-fields';
import { oncePer } from '../once-per';
import type { FleetPolicy, Remark } from '../policy';
import { waveRootsOf } from './wave-members';

const HEALTH_KEY = 'resource.customizations.health.argoproj.io_Application';

/** Retries of a wave's child: enough for a passing error, few enough to let go of a bad revision. */
const RETRIES = { least: 1, most: 3 };

/** Without a health check a wave waits for nothing. */
export const waveHealthCheck: FleetPolicy = {
  id: 'wave-health-check',
  title: 'An instance whose root syncs in waves has the health check for Applications',
  level: 'error',
  absolute: true,
  scope: 'fleet',
  doc:
    'Argo CD ships no health check for Application, so every child counts as done at once ' +
    '(https://github.com/argoproj/argo-cd/issues/16870), and one that only copies health passes a verdict on an older ' +
    'spec (https://github.com/argoproj/argo-cd/issues/27917)',
  check: (fleet) =>
    waveRootsOf(fleet).flatMap(({ cluster, members }): readonly Remark[] => {
      const at = members[0]?.application.at;
      const check = healthChecksOf(fleet).get(cluster);
      if (at === undefined || (check === undefined && clustersInDoubt(fleet).has(cluster))) return [];
      const expected = `${HEALTH_KEY} in the instance's argocd-cm, which also reads sync status and comparedTo`;
      if (check === undefined) return [{ at, found: 'waves without a health check for Applications', expected }];
      if (check.text.includes('comparedTo') && check.text.includes('operationState')) return [];
      return [{ at: check.at, found: 'a health check that does not see an older spec or a failed sync', expected }];
    }),
};

/** A wave that waits for a person blocks its root. */
export const waveGateLast: FleetPolicy = {
  id: 'wave-gate-last',
  title: 'Gated Applications stand in the last wave of their root',
  level: 'error',
  scope: 'fleet',
  doc:
    'the root waits for it without a timeout, and while it does no newer commit of that root is applied ' +
    '(controller/appcontroller.go; seen with 3.5.1)',
  check: (fleet) =>
    waveRootsOf(fleet).flatMap(({ members, last }) =>
      members
        .filter(({ application, wave }) => wave !== last && isGated(application))
        .map(({ application, wave }) => ({
          at: application.at,
          found: `a gated Application in wave ${wave}`,
          expected: `wave ${last}, which is the last, or a root of its own`,
        })),
    ),
};

/** A child that retries an old revision holds up the repaired one. */
export const waveRetry: FleetPolicy = {
  id: 'wave-retry',
  title: 'Applications in waves retry a failed sync few times',
  level: 'error',
  scope: 'fleet',
  doc:
    'while a child retries an old revision its root waits for it: with the default of 5 a repaired release took 376 s, ' +
    'with 1 it took 9 s, and 0 is a difference for ever (seen with 3.5.1)',
  check: (fleet) =>
    waveRootsOf(fleet).flatMap(({ members }) =>
      members.flatMap(({ application }): readonly Remark[] => {
        const limit = valueAt(application.spec, 'syncPolicy', 'retry', 'limit');
        if (typeof limit === 'number' && limit >= RETRIES.least && limit <= RETRIES.most) return [];
        const found = limit === undefined ? 'no retry.limit, which means 5' : `retry.limit ${JSON.stringify(limit)}`;
        return [{ at: application.at, found, expected: `retry.limit from ${RETRIES.least} to ${RETRIES.most}` }];
      }),
    ),
};

/** Where the health check of each cluster's instance stands: in argocd-cm, or in the values of Argo CD's own chart. */
const healthChecksOf: (fleet: Inventory) => ReadonlyMap<string, { readonly at: Remark['at']; readonly text: string }> =
  oncePer((fleet) => {
    const checks = new Map<string, { readonly at: Remark['at']; readonly text: string }>();
    for (const at of fleet.files) if (at.text.includes(HEALTH_KEY)) checks.set(at.cluster, { at, text: at.text });
    for (const at of fleet.objects) {
      if (at.object.kind !== 'ConfigMap' || at.object.metadata.name !== 'argocd-cm') continue;
      const text = textAt(at.object, 'data', HEALTH_KEY);
      if (text !== undefined) checks.set(at.cluster, { at, text });
    }
    return checks;
  });
