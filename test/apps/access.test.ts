import { platform } from '../../apps/main';
import { accessQuestion } from '../../lib/commands/access/access-question';
import { accessMatrix, readAccess } from '../../lib/commands/access/access-matrix';
import { render } from '../../lib/render/render';

// Whoever opens a right sees it here: one line for each subject that may do anything, and none of the rules.
test('the permissions of the example', async () => {
  const built = platform();
  const matrix = accessMatrix(await readAccess(render(built).inventory, built.topology));
  const lines = matrix.flatMap(({ root, rows }) =>
    rows.flatMap(({ subject, cells }) => {
      const may = cells
        .filter(({ reach }) => reach === 'all' || reach === 'some')
        .map(({ verb, reach }) => (reach === 'all' ? verb : `some ${verb}`));
      return may.length === 0 ? [] : [`${root} ${subject}: ${may.join(', ')}`];
    }),
  );
  expect(lines).toMatchSnapshot();
});

test('only breakglass may change, delete or override an Application, and nobody opens a shell', async () => {
  const built = platform();
  const matrix = accessMatrix(await readAccess(render(built).inventory, built.topology));
  const open = matrix.flatMap(({ root, rows }) =>
    rows
      // Argo CD's own server acts for people, whose rows say what it does for them.
      .filter(({ subject }) => subject !== 'breakglass' && subject !== 'system:serviceaccount:argocd:argocd-server')
      .flatMap(({ subject, cells }) =>
        cells
          .filter(({ verb }) => ['exec', 'action', 'override', 'update', 'delete'].includes(verb))
          .filter(({ reach }) => reach === 'all' || reach === 'some')
          .map(({ verb }) => `${root} ${subject} ${verb}`),
      ),
  );
  expect(open).toEqual([]);
});

test('operators roll what waits for it in the chain plane, and nobody else does', async () => {
  const built = platform();
  const reading = await readAccess(render(built).inventory, built.topology);
  const may = (subject: string, what: string) => accessQuestion(reading, subject, 'roll', what).allowed;
  expect(may('operator', 'chain.testnet')).toBe(true);
  expect(may('developer', 'chain.testnet/hoodi-0-signer')).toBe(false);
  expect(may('security', 'chain.testnet/hoodi-0-signer')).toBe(false);
});
