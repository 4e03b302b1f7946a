// Erases the types of one file: transpile.cjs <typescript.js> <from> <to>. What does not parse is reported.
const fs = require("fs");
const [compiler, from, to] = process.argv.slice(2);
const ts = require(compiler);
const result = ts.transpileModule(fs.readFileSync(from, "utf8"), {
  fileName: from,
  reportDiagnostics: true,
  compilerOptions: { target: ts.ScriptTarget.ES2020, module: ts.ModuleKind.CommonJS },
});
if (result.diagnostics.length > 0) {
  const host = { getCurrentDirectory: () => "", getCanonicalFileName: (name) => name, getNewLine: () => "\n" };
  process.stderr.write(ts.formatDiagnostics(result.diagnostics, host));
  process.exit(1);
}
fs.writeFileSync(to, result.outputText);
