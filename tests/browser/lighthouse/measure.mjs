// Measures the page of every line on standard input as a phone would, and answers each with one line of JSON:
// the scores in hundredths and, of each audit that costs something, its name, score and value.
import { createInterface } from 'node:readline';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const chrome = await launch({ chromePath: process.env.CHROME_PATH, chromeFlags: process.argv.slice(2) });
const wanted = ['performance', 'accessibility', 'best-practices', 'seo'];

function told(categories, audits) {
  const scores = Object.fromEntries(wanted.map((name) => [name, Math.round(categories[name].score * 100)]));
  const costly = wanted.flatMap((name) => categories[name].auditRefs)
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
    .map(({ id }) => [id, audits[id].score, audits[id].displayValue ?? '']);
  return { scores, costly };
}

try {
  for await (const url of createInterface({ input: process.stdin })) {
    const flags = { port: chrome.port, onlyCategories: wanted, disableFullPageScreenshot: true, logLevel: 'error' };
    const { categories, audits } = (await lighthouse(url, flags)).lhr;
    console.log(JSON.stringify(told(categories, audits)));
  }
} finally {
  chrome.kill();
}
