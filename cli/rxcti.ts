#!/usr/bin/env node
/** `rxcti`: the program that comes with the package. Each command has a file of its own. */
import { run } from './program.ts';

await run(process.argv.slice(2));
