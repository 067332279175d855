#!/usr/bin/env node
/** Entry point of the program `rxcti`. */
import { run } from './program.ts';

await run(process.argv.slice(2));
