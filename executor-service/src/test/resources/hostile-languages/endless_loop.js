// expect: time_limit cpu_limit
function answer() { for (;;) { } }
