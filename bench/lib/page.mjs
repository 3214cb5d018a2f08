// What every page of the benchmarks does alike: it times a phone's steps and hands the times to the runner. What a
// step is to each of the peers is in that peer's own file in `pages`.

/** Makes a phone the page's: `{ open, write, correct, push, pull, list, count, waiting }`. */
export function expose(phone) {
  const each = (step) => async (numbers, tell) => {
    for (const n of numbers) {
      await step(n);
      if (tell) globalThis.told(n);
    }
  };
  globalThis.bench = {
    open: (config) => phone.open(config),
    record: timed(each(phone.write)),
    correct: timed(each(phone.correct)),
    push: timed(phone.push),
    pull: timed(phone.pull),
    rebase: timed(phone.rebase ?? phone.pull),
    list: (most) => phone.list(most),
    count: () => phone.count(),
    waiting: () => phone.waiting(),
  };
  const asked = decodeURIComponent(location.hash.slice(1));
  if (asked) cold(phone, JSON.parse(asked)).then((result) => { globalThis.result = result; });
}

/** From a page that has just loaded to a list of the newest 50, and to every record at hand. */
async function cold(phone, config) {
  const start = performance.now();
  await phone.open(config);
  const texts = await phone.list(50);
  const listed = performance.now();
  const count = await phone.count();
  return { texts: texts.length, count, loaded: start, list: listed - start, all: performance.now() - start };
}

function timed(step) {
  return async (...args) => {
    const start = performance.now();
    await step(...args);
    return performance.now() - start;
  };
}

/** Tries a step until it succeeds: what an app does whose network is bad. */
export async function untilDone(step, patience = 60_000) {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await step();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}
