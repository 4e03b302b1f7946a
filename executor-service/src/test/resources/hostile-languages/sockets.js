// expect: runtime_error exception
function answer() { require("child_process").execFileSync("/usr/bin/bash", ["-c", "exec 3<>/dev/tcp/127.0.0.1/22"]); return 42; }
