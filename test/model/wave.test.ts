import { WAVE, WAVES } from '../../lib/model/wave';

test('the six waves are listed in the order they sync', () => {
  expect(WAVES).toEqual(['namespaces', 'certificates', 'ingress', 'security', 'observability', 'platform']);
  expect(WAVES.map((wave) => WAVE[wave])).toEqual([-30, -20, -10, 0, 10, 20]);
});
