// DuckDB's side of the comparison, and what makes and compares the files:
//
//	node duckdb.mjs data ROWS OUT | bench IN OUT THREADS | decode IN OUT THREADS | same KEY OURS THEIRS | version
import { DuckDBInstance } from '@duckdb/node-api';

const [verb, ...args] = process.argv.slice(2);
const list = (n, f) => Array.from({ length: n }, (_, i) => f(i + 1));
const indicators = list(36, i => 'i' + String(i).padStart(2, '0'));
const db = await (await DuckDBInstance.create(':memory:')).connect();
const rows = async sql => (await db.runAndReadAll(sql)).getRowsJson();
const text = s => `'${s.replaceAll("'", "''")}'`;
const float = x => `'${x}'::DOUBLE`;

// Every value follows from its row and column alone. Categories are 4 to 31 words.
async function data(n, out) {
  const unit = (c, r = 'r') => `(hash(${r} * 64 + ${c}) / 18446744073709551616.0)`;
  const columns = ["'91370200' || lpad(r::VARCHAR, 10, '0') AS id"];
  ['sector', 'industry', 'district', 'ownership'].forEach((c, k) =>
    columns.push(`'${c}-' || (hash(r * 64 + ${k}) % ${[4, 31, 10, 6][k]})::VARCHAR AS ${c}`));
  columns.push('2025::INTEGER AS year');
  indicators.forEach((c, k) => columns.push(
    `CASE WHEN hash(r * 64 + ${k}, 7) % 100 < 3 THEN NULL ELSE round(100 * pow(${unit(4 + k)}, ${1 + k % 4}), 4) END::DOUBLE AS ${c}`));
  const amount = [k => `1e8 * (0.2 + ${unit(40 + k)})`, k => `4e8 * (0.1 + ${unit(40 + k)})`, k => `8e8 * (0.1 + ${unit(40 + k)})`];
  list(6, k => columns.push(`round(${amount[(k - 1) % 3](k)}, 2)::DOUBLE AS a${k}`));
  list(3, k => columns.push(`(${amount[k - 1](k + 6)})::DECIMAL(18,2) AS m${k}`));
  list(3, k => columns.push(`(1e9 * ${1.1 - k / 20} * (0.95 + ${unit(50 + k)} / 10))::DECIMAL(18,2) AS m${k + 3}`));
  await db.run(`COPY (SELECT ${columns.join(', ')} FROM (SELECT range::UBIGINT AS r FROM range(${n}))) TO ${text(out)}
    (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 131072)`);
}

async function decode(file, out) {
  const names = ['year', ...indicators, ...list(6, k => 'a' + k), ...list(6, k => 'm' + k)];
  const sums = names.map(c => `sum(${c})::DOUBLE AS ${c}`).join(', ');
  await db.run(`COPY (UNPIVOT (SELECT ${sums} FROM ${text(file)}) ON COLUMNS(*) INTO NAME name VALUE total) TO ${text(out)} (FORMAT csv)`);
}

// Three scans: extremes, entropies, results.
async function bench(file, out) {
  const from = `FROM ${text(file)}`;
  const [extremes] = await rows(`SELECT ${indicators.map(c => `min(${c}), max(${c})`).join(', ')} ${from}`);
  const fit = indicators.map((c, k) => ({ c, least: +extremes[2 * k], span: extremes[2 * k + 1] - extremes[2 * k] }));
  const z = f => `(${f.c} - ${float(f.least)}) / ${float(f.span)}`;
  const scored = `SELECT ${fit.map(f => `${z(f)} AS ${f.c}`).join(', ')} ${from}`;
  const [sums] = await rows(`SELECT ${indicators.map(c =>
    `sum(${c}), sum(CASE WHEN ${c} > 0 THEN ${c} * ln(${c}) END), count(${c})`).join(', ')} FROM (${scored})`);
  fit.forEach((f, k) => {
    const [s, information, n] = sums.slice(3 * k, 3 * k + 3).map(Number);
    f.weight = 1 - (Math.log(s) - information / s) / Math.log(n);
  });
  const total = fit.reduce((s, f) => s + f.weight, 0);
  fit.forEach(f => { f.weight /= total; });
  await db.run(resultsOf(fit, from, out));
}

// resultsOf is the last scan: scores, value, rank, and the file.
function resultsOf(fit, from, out) {
  const bounds = [0, 8, 15, 22, 29, 36];
  const parts = list(5, d => fit.slice(bounds[d - 1], bounds[d]));
  const sum = part => part.map(f => `coalesce((${f.c} - ${float(f.least)}) * ${float(100 * f.weight / f.span)}, 0)`).join(' + ');
  const flow = (p, c, n) => `0.3 * (${p} - (${c} * 0.03::DOUBLE + ${n} * 0.04::DOUBLE))`;
  const m = k => `m${k}::DOUBLE`;
  const middle = 50 - Math.log((2 - 1) / (1 - 0.6)) / 0.08;
  return `COPY (
    WITH scores AS (SELECT id, sector, ${parts.map((p, d) => `${sum(p)} AS s${d + 1}`).join(', ')},
        0.5::DOUBLE * (${flow(m(1), m(2), m(3))}) + 0.3::DOUBLE * (${flow('a1', 'a2', 'a3')}) + 0.2::DOUBLE * (${flow('a4', 'a5', 'a6')}) AS base_flow,
        1 + least(greatest((${m(4)} / ${m(5)} + ${m(5)} / ${m(6)}) / 2 - 1, 0), 0.05::DOUBLE) AS up ${from}),
      rated AS (SELECT *, s1 + s2 + s3 + s4 + s5 AS total,
        0.08::DOUBLE * (0.6::DOUBLE + 1.4::DOUBLE / (1 + exp(0.08::DOUBLE * (s1 + s2 + s3 + s4 + s5 - ${float(middle)})))) AS rate FROM scores),
      discounted AS (SELECT *, up / (1 + rate) AS q FROM rated),
      valued AS (SELECT *, CASE WHEN base_flow > 0 THEN
        base_flow * q * (1 + q * (1 + q * (1 + q * (1 + q)))) + base_flow * q * q * q * q * q * 1.02::DOUBLE / (rate - 0.02::DOUBLE) END AS value FROM discounted)
    SELECT id, sector, ${parts.map((p, d) => `s${d + 1} / ${float(p.reduce((s, f) => s + f.weight, 0))} AS d${d + 1}`).join(', ')},
      total, rate, base_flow, value,
      CASE WHEN value IS NOT NULL THEN rank() OVER (ORDER BY value DESC NULLS LAST) END AS rank FROM valued
  ) TO ${text(out)} (FORMAT parquet, COMPRESSION zstd)`;
}

// same compares two results by key, all numbers to 1e-9 of their size.
async function same(key, ours, theirs) {
  const columns = (await rows(`DESCRIBE SELECT * FROM ${text(ours)}`)).map(r => r[0]);
  const words = columns.filter(c => ['sector', key].includes(c));
  const wrong = columns.filter(c => c !== key).map(c => words.includes(c) ? `a.${c} IS DISTINCT FROM b.${c}`
    : `((a.${c} IS NULL) <> (b.${c} IS NULL) OR abs(a.${c} - b.${c}) > 1e-9 * greatest(1, abs(a.${c})))`);
  const [counts] = await rows(`SELECT count(*), count(a.${key}), count(b.${key}), ${wrong.map(w => `count(*) FILTER (${w})`).join(', ')}
    FROM ${text(ours)} a FULL JOIN ${text(theirs)} b USING (${key})`);
  const [all, left, right, ...differing] = counts.map(Number);
  const named = columns.filter(c => c !== key).map((c, k) => `${c}: ${differing[k]}`);
  if (left !== all || right !== all || differing.some(n => n > 0)) {
    throw new Error(`of ${all} keys ${left} and ${right} are present; rows that differ: ${named.join(', ')}`);
  }
  console.log(`${all} rows agree to 1e-9 in ${columns.length} columns`);
}

if (verb === 'version') console.log((await rows('SELECT version()'))[0][0]);
if (verb === 'data') await data(+args[0], args[1]);
if (verb === 'same') await same(...args);
if (verb === 'bench' || verb === 'decode') {
  await db.run(`SET threads = ${+args[2]}`);
  await db.run('SET preserve_insertion_order = false');
  await (verb === 'bench' ? bench : decode)(args[0], args[1]);
}
