#!/usr/bin/env node
import { main } from './main';

void main(process.argv.slice(2), {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  colour: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
  progress: process.stderr.isTTY,
  cwd: process.cwd(),
}).then((code) => {
  process.exitCode = code;
});
