import { APPLICATION_HEALTH } from '../../../lib/constructs/bootstrap/application-health';
import { platformOn } from '../../fixtures/instances';
import { renderFolder } from '../../fixtures/platform';

/** Without comments. */
const code = APPLICATION_HEALTH.replace(/--.*$/gm, '');

/** Without comments and the words of messages. */
const words = code.replace(/"[^"]*"/g, '""');

test('the check uses no library that the Lua VM of Argo CD lacks', () => {
  expect(code).not.toMatch(/\b(string|math|io|require|coroutine)\b|:(match|gsub|find|sub|format)\(/);
});

test('every block is closed', () => {
  const opened = words.match(/\b(if|for|function)\b/g) ?? [];
  const elseifs = words.match(/\belseif\b/g) ?? [];
  expect(words.match(/\bend\b/g) ?? []).toHaveLength(opened.length);
  expect(elseifs.length).toBeGreaterThan(0);
});

test('a refused spec is Degraded, because a waiting root never looks at the commit that repairs it', () => {
  for (const condition of ['UnknownError', 'InvalidSpecError', 'ComparisonError']) expect(code).toContain(condition);
  expect(code.indexOf('ComparisonError')).toBeLessThan(code.indexOf('comparedTo'));
  expect(code).toContain('hs.status = "Degraded"');
});

test('it is rendered as it is, line for line', () => {
  const { platform } = platformOn({ planes: ['service'] });
  const text = renderFolder(platform, 'bootstrap/testnet/instance')['configmap.argocd-cm.yaml'] ?? '';
  const block = text.split('health.argoproj.io_Application: |\n')[1] ?? '';
  const lines = block.split('\n').filter((line) => line.startsWith('    ') || line === '');
  expect(
    lines
      .map((line) => line.slice(4))
      .join('\n')
      .trim(),
  ).toContain(APPLICATION_HEALTH.trim());
});
