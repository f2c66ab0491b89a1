#!/usr/bin/env node
// Starts the command line with a Node that can run it: the Node 24 that npm brought, or this one if it is new enough.
// Written in syntax of 2018, like choose-node.mjs.
import { spawn } from 'child_process';
import { existsSync } from 'fs';
import { constants } from 'os';
import { dirname, resolve } from 'path';
import { fileURLToPath } from 'url';
import { chooseNode } from './choose-node.mjs';

var here = dirname(fileURLToPath(import.meta.url));
var choice = chooseNode({ platform: process.platform, arch: process.arch, version: process.version, root: resolve(here, '../..'), exists: existsSync });

if (choice.problem) {
  console.error(choice.problem);
  process.exitCode = 2;
} else {
  var node = choice.node || process.execPath;
  // What Node has compiled once, types blanked out included, it reads from here the next time: half of a short command's time.
  var env = Object.assign({ NODE_COMPILE_CACHE: resolve(here, '../../.cache/compiled') }, process.env);
  var child = spawn(node, choice.flags.concat([resolve(here, 'main.ts')], process.argv.slice(2)), { stdio: 'inherit', env: env });
  child.on('error', function (error) {
    console.error('The Node that npm brought with this course does not start here (' + error.message + '). Install Node 22.12 or later from https://nodejs.org and remove ' + node + '.');
    process.exitCode = 2;
  });
  child.on('exit', function (code, signal) {
    process.exitCode = signal ? 128 + (constants.signals[signal] || 0) : code;
  });
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach(function (signal) {
    process.on(signal, function () {
      // Ctrl+C in a terminal reaches the child by itself; a second one would mean "at once".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  });
}
