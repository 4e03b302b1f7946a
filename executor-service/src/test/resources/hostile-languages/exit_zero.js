// expect: runtime_error exited
function answer() { process.exit(0); }
