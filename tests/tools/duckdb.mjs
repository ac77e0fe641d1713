// Reads a file of JSON lines with DuckDB, all rows and all columns, and prints how many rows there are, how many
// different ids, and which columns have the types that are asked for: FILE COLUMN=TYPE...
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [folder, file, ...columns] = process.argv.slice(2);
const { DuckDBInstance } = await import(
  pathToFileURL(createRequire(folder + '/').resolve('@duckdb/node-api')).href);
const database = await (await DuckDBInstance.create(':memory:')).connect();
const rows = async (sql) => (await database.runAndReadAll(sql)).getRowObjectsJson();

const table = `read_json('${file.replaceAll("'", "''")}', format = 'newline_delimited')`;
const [{ n, ids }] = await rows(`SELECT count(*) AS n, count(DISTINCT id) AS ids FROM (SELECT * FROM ${table})`);
const types = Object.fromEntries(
  (await rows(`DESCRIBE SELECT * FROM ${table}`)).map((row) => [row.column_name, row.column_type]));
for (const column of columns) {
  const [name, type] = column.split('=');
  if (types[name] !== type) throw new Error(`${file}: ${name} is ${types[name]}, not ${type}`);
}
console.log(`${n} ${ids}`);
