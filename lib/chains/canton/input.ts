import { propProblem } from '../../model/errors';
import type { CantonInput } from './units';

/** Problems with the typed props of a Canton workload. */
export function inputProblems({ where, common, identity, units }: CantonInput): string[] {
  const problems: string[] = [];
  const refuse = (prop: string, mustBe: string, got: unknown): void => {
    problems.push(propProblem(where, prop, mustBe, got));
  };
  if (identity.kind !== 'party' || identity.publicKeys.length !== 1) {
    const mustBe = 'the one party of the validator (SigningIdentity.publicIds, kind party)';
    refuse('identity', mustBe, `${identity.publicKeys.length} of kind ${identity.kind}`);
  }
  const { auth, contact, migration, restoresMigration } = common;
  for (const prop of ['jwksUrl', 'wellKnownUrl'] as const) {
    if (!/^https:\/\/[^\s"'@?#$\\]+$/.test(auth[prop])) refuse(`common.auth.${prop}`, 'an https:// URL', auth[prop]);
  }
  for (const prop of ['ledgerAudience', 'validatorAudience', 'ledgerUser'] as const) {
    if (!/^[^\s"'\\$]+$/.test(auth[prop])) refuse(`common.auth.${prop}`, 'one word', auth[prop]);
  }
  if (!Number.isInteger(migration) || migration < 0) refuse('common.migration', 'a whole number from 0', migration);
  if (restoresMigration === true && migration === 0) {
    refuse('common.restoresMigration', 'absent before the first migration', restoresMigration);
  }
  if (!/^[^\s"'\\$]+$/.test(contact)) refuse('common.contact', 'an address such as ops@example.com', contact);
  if (!/^[^\s"'\\$,]+$/.test(units.validator.walletUser)) {
    refuse('units.validator.walletUser', 'one user', units.validator.walletUser);
  }
  return problems;
}
