// expect: passed
const fs = require("fs");
function answer() {
  console.log(process.env);
  for (const path of ["{canary}", "/etc/shadow", "/proc/1/environ"]) {
    try { console.log(fs.readFileSync(path, "utf8")); } catch (refused) { console.log("refused"); }
  }
  return 42;
}
