// From the figures of all runs to medians, 95th percentiles and ratios, and to the table that a person reads.
import { PEERS } from './peers.mjs';

const WHAT = {
  W1: 'record, one by one', W2: 'send all of it', W3: 'first copy', W4: 'ten changes', W5: 'cold start, 50 listed',
  'W5 all': 'cold start, all at hand', 'W5 load': 'cold start, code loaded', W6: 'pull under pending edits',
  'W2 slow': 'send, slow 4G', 'W3 slow': 'first copy, slow 4G', 'W4 slow': 'ten changes, slow 4G',
  start: 'offline start, 4x slower', 'start note': '  to the notes of one',
};

/** What sealing may cost. */
const SEALED = ['W1', 'W2', 'W3', 'W4', 'W5', 'W5 all', 'W6'].map((step) => ({ step, peer: 'unsealed', times: 1 / 1.15 }));

/** How much faster ours shall be than a peer, or within how many milliseconds. */
const TARGETS = [
  { step: 'W1', peer: 'pouchdb', times: 2 }, { step: 'W2', peer: 'pouchdb', times: 1 },
  { step: 'W3', peer: 'pouchdb', times: 8 }, { step: 'W3', peer: 'rxdb', times: 3 },
  { step: 'W4', peer: 'pouchdb', times: 3 }, { step: 'W5', peer: 'pouchdb', times: 3 }, { step: 'W6', ms: 50 },
  { step: 'start', ms: 1000 }, { step: 'start note', ms: 1000 },
  ...SEALED,
];

export function summed(figures) {
  const each = (of, make) => Object.fromEntries(Object.entries(of).map(([key, value]) => [key, make(value)]));
  return each(figures, (peers) => each(peers, (runs) => {
    const sorted = (field) => runs.map((run) => run[field] ?? 0).sort((a, b) => a - b);
    const ms = sorted('ms');
    const round = (value) => Math.round(value * 10) / 10;
    return {
      median: round(at(ms, 0.5)), p95: round(at(ms, 0.95)), least: round(ms[0]), runs: ms.length,
      requests: at(sorted('requests'), 0.5), bytes: at(sorted('bytes'), 0.5),
    };
  }));
}

function at(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
}

export function targets(figures) {
  return TARGETS.filter(({ step }) => figures[step]?.ours).map(({ step, peer, times, ms }) => {
    const ours = figures[step].ours.median;
    if (ms) return { step, shall: `at most ${ms} ms`, is: `${ours} ms`, met: ours <= ms };
    const ratio = figures[step][peer].median / ours;
    const shall = `at least ${Number(times.toFixed(2))}x ${PEERS[peer].name}`;
    return { step, shall, is: `${ratio.toFixed(2)}x`, met: ratio >= times };
  });
}

export function shown({ figures, faults, size }) {
  const lines = [`\n${size.commands} commands, ${size.records} records, ${size.runs} runs; milliseconds: median (95th percentile)`];
  lines.push(row(['', '', ...Object.values(PEERS).map((peer) => peer.name)]));
  for (const [step, peers] of Object.entries(figures)) {
    lines.push(row([step, WHAT[step], ...cells(peers, (one) => `${one.median} (${one.p95})`)]));
    lines.push(row(['', '  to ours', ...cells(peers, (one) => `${(one.median / peers.ours.median).toFixed(2)}x`)]));
    if (peers.ours.requests) {
      lines.push(row(['', '  over the line', ...cells(peers, (one) => `${one.requests} req, ${kilo(one.bytes)}`)]));
    }
  }
  for (const fault of faults ?? []) lines.push(`${row([fault.step, fault.what])}  ${fault.peer}: ${said(fault)}`);
  for (const { step, shall, is, met } of targets(figures)) {
    lines.push(`${met ? 'met    ' : 'NOT MET'} ${step} ${shall}: ${is}`);
  }
  return lines.join('\n');
}

function said({ trials, acknowledged, lost, duplicated, stuck }) {
  return `${trials} trials, ${acknowledged} acknowledged: ${lost} lost, ${duplicated} duplicated, ${stuck} stuck`;
}

function cells(peers, cell) {
  return Object.keys(PEERS).map((peer) => (peers[peer] ? cell(peers[peer]) : '–'));
}

function row([step, what, ...cells]) {
  return `${step.padEnd(12)}${what.padEnd(28)}${cells.map((cell) => cell.padStart(22)).join('')}`;
}

function kilo(bytes) {
  return `${Math.round(bytes / 1000)} kB`;
}
