// expect: output_limit output_limit
#include <stdio.h>
int answer(void) {
    static char line[1 << 16];
    for (;;) fwrite(line, sizeof line, 1, stdout);
}
