// expect: memory_limit memory_error
function answer() { const all = []; for (;;) { all.push(new Array(1000).fill(all.length)); } }
