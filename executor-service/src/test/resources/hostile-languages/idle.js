// expect: time_limit wall_limit
function answer() { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); return 42; }
