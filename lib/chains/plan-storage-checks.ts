import type { RoleSpec } from './family';
import type { Part, Volume } from './part';
import type { Refuse } from './plan-checks';
import type { UnitPlan, WorkloadPlan } from './workload-plan';

/** Signing state outlives the pod, in claims that nothing else shares; mounts do not hide each other. */
export function storageProblems(role: RoleSpec, part: Part, unit: UnitPlan, plan: WorkloadPlan, refuse: Refuse): void {
  const volumes = Object.entries(part.volumes);
  for (const [name, volume] of volumes) {
    if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) refuse('volumes', 'DNS labels as names', name);
    unknownSource(unit, name, volume, refuse);
  }
  overlappingMounts(part, refuse);
  const token = part.metrics?.token;
  // Prometheus reads it, and with it the whole secret.
  if (token !== undefined && unit.secrets[token.secret]?.signingKey !== false) {
    refuse('metrics', "read with a token of one of the unit's secrets that hold no key", token);
  }
  overlappingKeys(role, part, unit, refuse);
  for (const step of part.init) {
    const unknown = step.volumes.filter((name) => part.volumes[name] === undefined);
    if (unknown.length > 0) refuse(`init ${step.name}: volumes`, 'volumes of its part', unknown);
  }
  const keeps = volumes.some(([, volume]) => volume.kind === 'claim' && volume.slashingState);
  if (role.workload === 'state' && !keeps)
    refuse(
      'volumes',
      'a claim that holds slashing state',
      volumes.map(([n]) => n),
    );
  if (role.workload === 'stateless' && volumes.some(([, volume]) => volume.kind === 'claim')) {
    refuse(
      'volumes',
      'no claim, since its role keeps nothing',
      volumes.map(([n]) => n),
    );
  }
  if (role.workload !== 'signing') return;
  const slashingState = part.slashingState ?? role.slashingState;
  if (slashingState === 'claim') {
    if (!keeps)
      refuse(
        'volumes',
        'a claim that holds its slashing state',
        volumes.map(([n]) => n),
      );
    return;
  }
  if ('none' in slashingState) {
    if (slashingState.none.trim() === '') refuse('slashing state', 'the reason why there is none', slashingState.none);
    return;
  }
  const keeper = plan.units.flatMap((u) => u.parts).find((p) => p.role === slashingState.keptBy);
  const kept = Object.values(keeper?.volumes ?? {}).some((v) => v.kind === 'claim' && v.slashingState);
  if (!kept) refuse('slashing state', `kept by a part of role ${slashingState.keptBy} in a claim`, keeper?.name);
}

/** A Deployment starts its next pod before the last one is gone, and both would sign. */
function overlappingKeys(role: RoleSpec, part: Part, unit: UnitPlan, refuse: Refuse): void {
  if (role.workload !== 'stateless') return;
  const mounted = Object.values(part.volumes).flatMap((volume) => (volume.kind === 'secret' ? volume.secrets : []));
  const secrets = [...mounted, ...Object.values(part.secretEnv).map(({ secret }) => secret)];
  const keys = secrets.filter((secret) => unit.secrets[secret]?.signingKey === true);
  if (keys.length > 0) refuse('volumes', 'without a key that signs, since two pods of its role may overlap', keys);
}

function unknownSource(unit: UnitPlan, name: string, volume: Volume, refuse: Refuse): void {
  if (volume.kind === 'secret') {
    const unknown = volume.secrets.filter((secret) => unit.secrets[secret] === undefined);
    if (unknown.length > 0) refuse(`volumes.${name}`, "secrets that the unit's plan names", unknown);
  }
  if (volume.kind === 'token' && !/^[a-z0-9][a-z0-9.-]*\.[a-z]+$/.test(volume.audience)) {
    refuse(`volumes.${name}`, 'for the host name of a service as its audience', volume.audience);
  }
  if (volume.kind === 'claim' && !/^[1-9][0-9]*(Mi|Gi|Ti|Pi)$/.test(volume.storage)) {
    refuse(`volumes.${name}`, "a size such as '500Gi'", volume.storage);
  }
}

function overlappingMounts(part: Part, refuse: Refuse): void {
  const mounts = Object.values(part.volumes).map((volume) => volume.mount);
  mounts.forEach((mount, i) => {
    if (!/^(\/[A-Za-z0-9._-]+)+$/.test(mount)) refuse('volumes', 'mounted at an absolute path', mount);
    const hidden = mounts
      .slice(i + 1)
      .find((m) => m === mount || m.startsWith(`${mount}/`) || mount.startsWith(`${m}/`));
    if (hidden !== undefined) refuse('volumes', `mounted apart from ${mount}`, hidden);
  });
}
